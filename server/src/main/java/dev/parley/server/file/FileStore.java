package dev.parley.server.file;

import dev.parley.protocol.OrgId;
import dev.parley.server.http.Download;
import reactor.core.publisher.Mono;

/**
 * Where the bytes of files are. A location is a text that only the store understands. Everything fails with
 * {@code STORAGE_ERROR} when the store does not work.
 */
interface FileStore {

    /** Makes up the location of a new file of that organisation. */
    String locate(NewFile file);

    /** Takes over what has arrived; it is durable when this completes. */
    Mono<Void> keep(TempFile arrived, String location);

    /** Empty when there is nothing at that location. */
    Mono<Download> open(String location);

    /** Removes what {@link #keep} has put there, if anything. */
    Mono<Void> delete(String location);

    /** Removes every file of an organisation that is gone. */
    Mono<Void> deleteAll(OrgId org);
}
