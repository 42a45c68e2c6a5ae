package dev.parley.persistence.file;

import dev.parley.persistence.Database;
import dev.parley.persistence.Queries;
import dev.parley.protocol.OrgId;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * The bytes of files, kept in the database as pieces of {@link #CHUNK_BYTES}. What is begun and not completed counts as
 * nothing, and is found by its age.
 */
public interface FileContentRepository {

    /** Of every piece but the last, which is shorter; an empty file has one empty piece. */
    int CHUNK_BYTES = 256 << 10;

    /** Pieces of a file of that size. */
    static long chunks(long size) {
        return Math.max(1, (size + CHUNK_BYTES - 1) / CHUNK_BYTES);
    }

    /** Announces pieces. */
    Mono<Void> begin(Queries queries, FileContent content, long nowMillis);

    /** Stores a piece; they are counted from 0. */
    Mono<Void> add(Queries queries, FileContent content, long chunk, byte[] bytes);

    /** Makes it a file's content for good; false when it was not begun, or before {@code since} (ms). */
    Mono<Boolean> complete(Queries queries, FileContent content, long since);

    /** How many pieces there are. */
    Mono<Long> count(Queries queries, FileContent content);

    /** Bytes of one piece, from {@code offset} within it; empty when there is no such piece. */
    Mono<byte[]> read(Queries queries, FileContent content, long chunk, int offset, int length);

    /** Removes all of it, in short transactions. */
    Mono<Void> delete(Database database, FileContent content);

    /** Removes whatever the organisation has, in short transactions. */
    Mono<Void> deleteAll(Database database, OrgId org);

    /** What was begun before that time (ms) and never completed, oldest first. */
    Mono<List<FileContent>> listBegunBefore(Queries queries, long before, int limit);
}
