package dev.parley.server.artifact;

import dev.parley.persistence.artifact.ArtifactRepository;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Page;
import dev.parley.protocol.artifact.Artifact;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.Via;
import dev.parley.server.http.Operation;
import java.util.List;

/** What the OpenAPI document says about artifacts. */
final class ArtifactDocs {

    static final String JSON = """
            Content declared as `json` that is no JSON is repaired where commas before a closing bracket and single quotes are
            all that is wrong, and is else kept as `text` with `format_warning`.
            """;

    static final Operation ADD = Operation.of("addArtifact", "Put a new artifact into a thread")
            .once()
            .describe("Its key must be new to the thread. " + JSON)
            .path("id", "The thread's id.")
            .body(NewArtifact.in(Schema.object(), Via.REST))
            .answers(Artifact.class)
            .fails(
                    ErrorCode.NOT_FOUND,
                    ErrorCode.THREAD_CLOSED,
                    ErrorCode.JOIN_REQUIRED,
                    ErrorCode.WRITE_PERMISSION_DENIED,
                    ErrorCode.CONFLICT);

    static final Operation UPDATE = Operation.of("updateArtifact", "Add a version to an artifact")
            .once()
            .describe(
                    "The answer is the new version. What it does not name is as in the version before; the type is that"
                            + " of the first version. " + JSON)
            .path("id", "The thread's id.")
            .body(ArtifactUpdate.in(Schema.object(), "Null clears it."))
            .answers(Artifact.class)
            .fails(
                    ErrorCode.NOT_FOUND,
                    ErrorCode.THREAD_CLOSED,
                    ErrorCode.JOIN_REQUIRED,
                    ErrorCode.WRITE_PERMISSION_DENIED);

    static final Operation LATEST = Operation.of("listArtifacts", "The latest version of every artifact of a thread")
            .describe("By the time of that version; at most " + ArtifactRepository.MAX_LISTED + ".")
            .path("id", "The thread's id.")
            .answers(List.class, Artifact.class)
            .fails(ErrorCode.NOT_FOUND, ErrorCode.JOIN_REQUIRED);

    static final Operation VERSIONS = versions("listArtifactVersions", "The versions of an artifact, oldest first")
            .fails(ErrorCode.NOT_FOUND, ErrorCode.JOIN_REQUIRED);

    static final Operation ORG_VERSIONS = versions(
                    "listOrgArtifactVersions", "The versions of an artifact, oldest first, for administrators")
            .fails(ErrorCode.NOT_FOUND);

    static final Operation DIFF = diff("diffArtifact", "What changed between two versions of an artifact")
            .fails(ErrorCode.NOT_FOUND, ErrorCode.JOIN_REQUIRED, ErrorCode.CONFLICT);

    static final Operation ORG_DIFF = diff(
                    "diffOrgArtifact", "What changed between two versions of an artifact, for administrators")
            .fails(ErrorCode.NOT_FOUND, ErrorCode.CONFLICT);

    static final Operation ORG_LIST = Operation.of(
                    "listOrgArtifacts", "The latest version of every artifact of a thread, for administrators")
            .describe(
                    "With `cursor` or `limit` pages by key. Otherwise an array by the time of that version, of at most "
                            + ArtifactRepository.MAX_LISTED + ".")
            .path("id", "The thread's id.")
            .query("cursor", Schema.any(), "`next_cursor` of the page before: the last key of it.")
            .limit("limit", OrgArtifactRoutes.DEFAULT_LIMIT, OrgArtifactRoutes.MAX_LIMIT)
            .answers(List.class, Artifact.class)
            .answers(Page.class, Artifact.class)
            .fails(ErrorCode.NOT_FOUND);

    private static Operation versions(String id, String summary) {
        return Operation.of(id, summary)
                .describe(
                        "None when there is no artifact with that key; at most " + ArtifactRepository.MAX_LISTED + ".")
                .path("id", "The thread's id.")
                .answers(List.class, Artifact.class);
    }

    private static Operation diff(String id, String summary) {
        return Operation.of(id, summary)
                .describe("""
                        `unified_diff` is what `diff -u` writes and `patch` reads, with three lines of context; it is empty when
                        the contents are `identical`. A line ends with a line feed, and a carriage return before it is part of
                        the line. When more than %,d lines lie between the first difference and the last, or lines are moved
                        about so much that %,d comparisons of two do not suffice, all between is replaced as a whole, and
                        `coarse` says so. Versions without content, such as links, are refused with 409.
                        """.formatted(LineChanges.MAX_LINES, LineChanges.MAX_COMPARISONS))
                .path("id", "The thread's id.")
                .query("from", Schema.integer(1), "A version; by default the one before `to`.")
                .query("to", Schema.integer(1), "A version, which may be the older one; by default the latest.")
                .answers(ArtifactDiff.class);
    }

    private ArtifactDocs() {}
}
