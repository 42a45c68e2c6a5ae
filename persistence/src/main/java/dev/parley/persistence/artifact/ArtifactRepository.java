package dev.parley.persistence.artifact;

import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.artifact.Artifact;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Where the versions of artifacts are kept; they are never changed. A contributor whose bot is gone is read as null.
 */
public interface ArtifactRepository {

    /** Stores a version; for {@link #row}. */
    Insert INTO = Insert.into(
            "artifacts",
            "org_id",
            "thread_id",
            "artifact_key",
            "version",
            "id",
            "type",
            "title",
            "content",
            "language",
            "url",
            "mime_type",
            "contributor_id",
            "format_warning",
            "created_at");

    /** Artifacts of a thread, or versions of an artifact, that are listed at most. */
    int MAX_LISTED = 10_000;

    static Object[] row(OrgId org, Artifact artifact) {
        return new Object[] {
            org.value(),
            artifact.threadId().value(),
            artifact.artifactKey(),
            artifact.version(),
            artifact.id().value(),
            artifact.type().wireName(),
            artifact.title(),
            artifact.content(),
            artifact.language(),
            artifact.url(),
            artifact.mimeType(),
            artifact.contributorId().value(),
            artifact.formatWarning(),
            artifact.createdAt()
        };
    }

    /** Version 1, if it is still there, and the latest version, in this order; empty when there is no such artifact. */
    Mono<List<Artifact>> firstAndLatest(Queries queries, OrgId org, ThreadId thread, String key);

    /** The latest version of every artifact of the thread, the longest unchanged first. */
    Mono<List<Artifact>> listLatest(Queries queries, OrgId org, ThreadId thread);

    /**
     * The latest version of artifacts of the thread, by key.
     *
     * @param after the key the page before ended with; empty for the first page
     */
    Mono<List<Artifact>> listLatestByKey(Queries queries, OrgId org, ThreadId thread, String after, int limit);

    /** The latest version of an artifact that is none after {@code version}, or empty. */
    Mono<Artifact> findUpTo(Queries queries, OrgId org, ThreadId thread, String key, int version);

    /** All versions of one artifact, oldest first; none when there is no such artifact. */
    Mono<List<Artifact>> listVersions(Queries queries, OrgId org, ThreadId thread, String key);
}
