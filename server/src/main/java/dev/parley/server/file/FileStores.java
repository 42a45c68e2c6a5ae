package dev.parley.server.file;

import dev.parley.persistence.Queries;
import dev.parley.persistence.file.StoredFile;
import dev.parley.protocol.OrgId;
import dev.parley.server.http.Download;
import java.time.Instant;
import reactor.core.publisher.Mono;

/** Both stores there are: new files go to one of them, and what is in the other one stays reachable. */
record FileStores(FileStore forNew, FileStore directory, FileStore database) implements FileStore {

    private FileStore at(String location) {
        return DatabaseFileStore.has(location) ? database : directory;
    }

    @Override
    public String locate(NewFile file) {
        return forNew.locate(file);
    }

    @Override
    public Mono<Void> keep(TempFile arrived, String location) {
        return at(location).keep(arrived, location);
    }

    @Override
    public Mono<Void> settle(Queries transaction, String location) {
        return at(location).settle(transaction, location);
    }

    @Override
    public Mono<Download> open(StoredFile file) {
        return at(file.location()).open(file);
    }

    @Override
    public Mono<Void> delete(String location) {
        return at(location).delete(location);
    }

    @Override
    public Mono<Void> deleteAll(OrgId org) {
        return directory.deleteAll(org).then(database.deleteAll(org));
    }

    @Override
    public Mono<Void> sweep(Instant now) {
        return directory.sweep(now).then(database.sweep(now));
    }
}
