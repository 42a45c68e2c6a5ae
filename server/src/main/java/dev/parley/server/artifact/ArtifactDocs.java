package dev.parley.server.artifact;

import dev.parley.persistence.artifact.ArtifactRepository;
import dev.parley.protocol.ErrorCode;
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

    static final Operation VERSIONS = Operation.of("listArtifactVersions", "The versions of an artifact, oldest first")
            .describe("None when there is no artifact with that key; at most " + ArtifactRepository.MAX_LISTED + ".")
            .path("id", "The thread's id.")
            .answers(List.class, Artifact.class)
            .fails(ErrorCode.NOT_FOUND, ErrorCode.JOIN_REQUIRED);

    private ArtifactDocs() {}
}
