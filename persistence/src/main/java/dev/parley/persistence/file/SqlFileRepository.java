package dev.parley.persistence.file;

import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import dev.parley.protocol.BotId;
import dev.parley.protocol.FileId;
import dev.parley.protocol.OrgId;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Files in the table {@code files}. */
public final class SqlFileRepository implements FileRepository {

    private static final String FIND_ANYWHERE = """
            SELECT f.org_id, f.id, u.id AS uploader_id, f.name, f.mime_type, f.size, f.location, f.created_at
              FROM files f
              LEFT JOIN bots u ON u.org_id = f.org_id AND u.id = f.uploader_id
             WHERE f.id = $1
             LIMIT 1
            """;

    private static final String SIZE_SINCE = """
            SELECT cast(coalesce(sum(size), 0) AS bigint) AS bytes
              FROM files
             WHERE org_id = $1 AND created_at >= $2
            """;

    private static final String SIZE_OF_BOT_SINCE = """
            SELECT cast(coalesce(sum(size), 0) AS bigint) AS bytes
              FROM files
             WHERE org_id = $1 AND uploader_id = $2 AND created_at >= $3
            """;

    @Override
    public Mono<StoredFile> findAnywhere(Queries queries, FileId id) {
        return queries.one(FIND_ANYWHERE, SqlFileRepository::toFile, id.value());
    }

    @Override
    public Mono<Long> sizeSince(Queries queries, OrgId org, long since) {
        return queries.one(SIZE_SINCE, row -> row.number("bytes"), org.value(), since);
    }

    @Override
    public Mono<Long> sizeSince(Queries queries, OrgId org, BotId uploader, long since) {
        return queries.one(SIZE_OF_BOT_SINCE, row -> row.number("bytes"), org.value(), uploader.value(), since);
    }

    private static StoredFile toFile(Row row) {
        UUID uploader = row.uuid("uploader_id");
        return new StoredFile(
                new OrgId(row.uuid("org_id")),
                new FileId(row.uuid("id")),
                uploader == null ? null : new BotId(uploader),
                row.string("name"),
                row.string("mime_type"),
                row.number("size"),
                row.string("location"),
                row.number("created_at"));
    }
}
