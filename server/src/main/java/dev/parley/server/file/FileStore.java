package dev.parley.server.file;

import dev.parley.persistence.Queries;
import dev.parley.persistence.file.StoredFile;
import dev.parley.protocol.OrgId;
import dev.parley.server.http.Download;
import java.time.Instant;
import reactor.core.publisher.Mono;

/**
 * Where the bytes of files are. A location is a text that only the store understands. When the store does not work,
 * everything fails with {@code STORAGE_ERROR}, or as the database does.
 */
interface FileStore {

    /** Makes up the location of a new file of that organisation. */
    String locate(NewFile file);

    /** Takes over what has arrived; it is durable when this completes. */
    Mono<Void> keep(TempFile arrived, String location);

    /**
     * To be part of the transaction that stores the file's row: what has come to {@code location} is then there to stay.
     * Fails with {@code STORAGE_ERROR} when that took so long that it was given up.
     */
    Mono<Void> settle(Queries transaction, String location);

    /** Empty when the file's bytes are not there. */
    Mono<Download> open(StoredFile file);

    /** Removes what {@link #keep} has put there, if anything. */
    Mono<Void> delete(String location);

    /** Removes every file of an organisation that is gone. */
    Mono<Void> deleteAll(OrgId org);

    /** Removes what was kept but never settled, by a process that ended meanwhile; to be run now and then. */
    Mono<Void> sweep(Instant now);
}
