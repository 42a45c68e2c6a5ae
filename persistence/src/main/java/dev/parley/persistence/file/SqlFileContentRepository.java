package dev.parley.persistence.file;

import dev.parley.persistence.Batches;
import dev.parley.persistence.Database;
import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.protocol.OrgId;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Contents in the table {@code file_chunks}. */
public final class SqlFileContentRepository implements FileContentRepository {

    /** Pieces removed at once: 8 MiB. */
    private static final int SLICE = 32;

    private static final int CONTENTS = 100;

    private static final Insert INTO_BEGUN = Insert.into("file_contents_begun", "org_id", "content_id", "begun_at");

    private static final Insert INTO_CHUNKS = Insert.into("file_chunks", "org_id", "content_id", "chunk", "bytes");

    private static final String COMPLETE = """
        DELETE FROM file_contents_begun
         WHERE org_id = $1 AND content_id = $2 AND begun_at >= $3
        """;

    private static final String FORGET = "DELETE FROM file_contents_begun WHERE org_id = $1 AND content_id = $2";

    private static final String COUNT = """
        SELECT count(*) AS n FROM file_chunks WHERE org_id = $1 AND content_id = $2
        """;

    private static final String READ = """
        SELECT substring(bytes FROM cast($4 AS integer) FOR cast($5 AS integer)) AS part
          FROM file_chunks
         WHERE org_id = $1 AND content_id = $2 AND chunk = $3
        """;

    /** The last pieces first: as long as there is any, there is the first one. */
    private static final String DELETE_SLICE = """
        DELETE FROM file_chunks
         WHERE org_id = $1 AND content_id = $2
           AND chunk > (SELECT max(chunk) - $3 FROM file_chunks WHERE org_id = $1 AND content_id = $2)
        """;

    private static final String LIST_OF_ORG = """
        SELECT content_id FROM (
            SELECT content_id FROM file_contents_begun WHERE org_id = $1
            UNION SELECT content_id FROM file_chunks WHERE org_id = $1 AND chunk = 0) AS contents
         LIMIT $2
        """;

    private static final String LIST_BEGUN_BEFORE = """
        SELECT org_id, content_id
          FROM file_contents_begun
         WHERE begun_at < $1
         ORDER BY begun_at
         LIMIT $2
        """;

    @Override
    public Mono<Void> begin(Queries queries, FileContent content, long nowMillis) {
        Object[] row = {content.org().value(), content.id(), nowMillis};
        return queries.insert(INTO_BEGUN, List.<Object[]>of(row)).then();
    }

    @Override
    public Mono<Void> add(Queries queries, FileContent content, long chunk, byte[] bytes) {
        Object[] row = {content.org().value(), content.id(), (int) chunk, bytes};
        return queries.insert(INTO_CHUNKS, List.<Object[]>of(row)).then();
    }

    @Override
    public Mono<Boolean> complete(Queries queries, FileContent content, long since) {
        return queries.execute(COMPLETE, content.org().value(), content.id(), since)
                .map(rows -> rows > 0);
    }

    @Override
    public Mono<Long> count(Queries queries, FileContent content) {
        return queries.one(COUNT, row -> row.number("n"), content.org().value(), content.id());
    }

    @Override
    public Mono<byte[]> read(Queries queries, FileContent content, long chunk, int offset, int length) {
        UUID org = content.org().value();
        return queries.one(
                READ, row -> row.get("part", byte[].class), org, content.id(), (int) chunk, offset + 1, length);
    }

    @Override
    public Mono<Void> delete(Database database, FileContent content) {
        UUID org = content.org().value();
        return Batches.all(1, () -> database.execute(DELETE_SLICE, org, content.id(), SLICE))
                .then(database.execute(FORGET, org, content.id()))
                .then();
    }

    @Override
    public Mono<Void> deleteAll(Database database, OrgId org) {
        return Batches.all(CONTENTS, () -> deleteSome(database, org));
    }

    private Mono<Long> deleteSome(Database database, OrgId org) {
        return database.list(LIST_OF_ORG, row -> new FileContent(org, row.uuid("content_id")), org.value(), CONTENTS)
                .flatMapMany(Flux::fromIterable)
                .concatMap(content -> delete(database, content).thenReturn(content))
                .count();
    }

    @Override
    public Mono<List<FileContent>> listBegunBefore(Queries queries, long before, int limit) {
        return queries.list(
                LIST_BEGUN_BEFORE,
                row -> new FileContent(new OrgId(row.uuid("org_id")), row.uuid("content_id")),
                before,
                limit);
    }
}
