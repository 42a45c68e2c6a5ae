package dev.parley.persistence.artifact;

import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import dev.parley.protocol.ArtifactId;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.artifact.Artifact;
import dev.parley.protocol.artifact.ArtifactType;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Artifacts in the table {@code artifacts}. */
public final class SqlArtifactRepository implements ArtifactRepository {

    private static final String SELECT = """
            SELECT a.thread_id, a.artifact_key, a.version, a.id, a.type, a.title, a.content, a.language, a.url,
                   a.mime_type, c.id AS contributor_id, a.format_warning, a.created_at
              FROM artifacts a
              LEFT JOIN bots c ON c.org_id = a.org_id AND c.id = a.contributor_id
            """;

    private static final String FIRST_AND_LATEST = SELECT + """
             WHERE a.org_id = $1 AND a.thread_id = $2 AND a.artifact_key = $3
               AND (a.version = 1
                    OR a.version = (SELECT max(l.version)
                                      FROM artifacts l
                                     WHERE l.org_id = $1 AND l.thread_id = $2 AND l.artifact_key = $3))
             ORDER BY a.version
             LIMIT 2
            """;

    /** Asked for each version in turn, off the index: joined with a grouped query, H2 would read that once for each. */
    private static final String IS_LATEST = """
               AND a.version = (SELECT l.version
                                  FROM artifacts l
                                 WHERE l.org_id = a.org_id AND l.thread_id = a.thread_id
                                   AND l.artifact_key = a.artifact_key
                                 ORDER BY l.org_id DESC, l.thread_id DESC, l.artifact_key DESC, l.version DESC
                                 LIMIT 1)
            """;

    private static final String LIST_LATEST = SELECT + """
             WHERE a.org_id = $1 AND a.thread_id = $2
            """ + IS_LATEST + """
             ORDER BY a.created_at, a.id
             LIMIT $3
            """;

    private static final String LIST_LATEST_BY_KEY = SELECT + """
             WHERE a.org_id = $1 AND a.thread_id = $2 AND a.artifact_key > $3
            """ + IS_LATEST + """
             ORDER BY a.org_id, a.thread_id, a.artifact_key
             LIMIT $4
            """;

    private static final String FIND_UP_TO = SELECT + """
             WHERE a.org_id = $1 AND a.thread_id = $2 AND a.artifact_key = $3 AND a.version <= $4
             ORDER BY a.org_id DESC, a.thread_id DESC, a.artifact_key DESC, a.version DESC
             LIMIT 1
            """;

    private static final String LIST_VERSIONS = SELECT + """
             WHERE a.org_id = $1 AND a.thread_id = $2 AND a.artifact_key = $3
             ORDER BY a.org_id, a.thread_id, a.artifact_key, a.version
             LIMIT $4
            """;

    @Override
    public Mono<List<Artifact>> firstAndLatest(Queries queries, OrgId org, ThreadId thread, String key) {
        return queries.list(FIRST_AND_LATEST, SqlArtifactRepository::toArtifact, org.value(), thread.value(), key);
    }

    @Override
    public Mono<List<Artifact>> listLatest(Queries queries, OrgId org, ThreadId thread) {
        return queries.list(LIST_LATEST, SqlArtifactRepository::toArtifact, org.value(), thread.value(), MAX_LISTED);
    }

    @Override
    public Mono<List<Artifact>> listLatestByKey(Queries queries, OrgId org, ThreadId thread, String after, int limit) {
        return queries.list(
                LIST_LATEST_BY_KEY, SqlArtifactRepository::toArtifact, org.value(), thread.value(), after, limit);
    }

    @Override
    public Mono<Artifact> findUpTo(Queries queries, OrgId org, ThreadId thread, String key, int version) {
        return queries.one(FIND_UP_TO, SqlArtifactRepository::toArtifact, org.value(), thread.value(), key, version);
    }

    @Override
    public Mono<List<Artifact>> listVersions(Queries queries, OrgId org, ThreadId thread, String key) {
        return queries.list(
                LIST_VERSIONS, SqlArtifactRepository::toArtifact, org.value(), thread.value(), key, MAX_LISTED);
    }

    private static Artifact toArtifact(Row row) {
        UUID contributor = row.uuid("contributor_id");
        return new Artifact(
                new ArtifactId(row.uuid("id")),
                new ThreadId(row.uuid("thread_id")),
                row.string("artifact_key"),
                ArtifactType.parse(row.string("type")).orElseThrow(),
                row.string("title"),
                row.string("content"),
                row.string("language"),
                row.string("url"),
                row.string("mime_type"),
                contributor == null ? null : new BotId(contributor),
                row.integer("version"),
                row.flag("format_warning"),
                row.number("created_at"),
                row.number("created_at"));
    }
}
