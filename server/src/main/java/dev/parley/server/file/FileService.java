package dev.parley.server.file;

import dev.parley.persistence.Queries;
import dev.parley.persistence.file.FileRepository;
import dev.parley.persistence.file.StoredFile;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.FileId;
import dev.parley.protocol.HubException;
import dev.parley.server.auth.Caller;
import dev.parley.server.http.Download;
import dev.parley.server.org.OrgContext;
import reactor.core.publisher.Mono;

/** Finds files for those who may see them. */
final class FileService {

    private final Queries database;
    private final FileRepository files;
    private final FileStore store;
    private final ShareLinks links;

    FileService(Queries database, FileRepository files, FileStore store, ShareLinks links) {
        this.database = database;
        this.files = files;
        this.store = store;
        this.links = links;
    }

    /** Fails with {@code NOT_FOUND}, or with {@code FORBIDDEN} for a file of another organisation. */
    Mono<StoredFile> require(Caller caller, String id) {
        return find(id).switchIfEmpty(notFound()).doOnNext(file -> {
            if (!file.org().equals(OrgContext.require(caller))) {
                throw HubException.of(ErrorCode.FORBIDDEN, "The file belongs to another organisation");
            }
        });
    }

    /** Fails with {@code AUTH_REQUIRED} for every link that is not ours or too old, whether there is such a file or not. */
    Mono<StoredFile> requireShared(String id, String expiry, String signature) {
        return Mono.defer(() -> links.isFresh(expiry) ? find(id) : Mono.empty())
                .filter(file -> links.isSigned(file.org(), file.id(), expiry, signature))
                .switchIfEmpty(Mono.error(() -> HubException.of(
                        ErrorCode.AUTH_REQUIRED, "The link is wrong or has expired: ask for a new one, or log in")));
    }

    /** The file's bytes; fails with {@code NOT_FOUND} when they are gone. */
    Mono<Download> open(StoredFile file) {
        return store.open(file).switchIfEmpty(notFound());
    }

    private Mono<StoredFile> find(String id) {
        return Mono.justOrEmpty(FileId.parse(id)).flatMap(known -> files.findAnywhere(database, known));
    }

    private static <T> Mono<T> notFound() {
        return Mono.error(() -> HubException.notFound("File"));
    }
}
