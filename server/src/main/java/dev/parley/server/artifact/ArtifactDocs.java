package dev.parley.server.artifact;

import dev.parley.persistence.artifact.ArtifactRepository;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.artifact.Artifact;
import dev.parley.protocol.artifact.ArtifactFields;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.http.Operation;
import java.util.List;

/** What the OpenAPI document says about artifacts. */
final class ArtifactDocs {

    private static final String JSON = """
            Content declared as `json` that is no JSON is repaired where commas before a closing bracket and single quotes are
            all that is wrong, and is else kept as `text` with `format_warning`.
            """;

    static final Operation ADD = Operation.of("addArtifact", "Put a new artifact into a thread")
            .describe("Its key must be new to the thread. " + JSON)
            .path("id", "The thread's id.")
            .body(Schema.object()
                    .required("artifact_key", ArtifactFields.KEY_SCHEMA)
                    .optional("type", ArtifactFields.TYPE)
                    .optional("title", ArtifactFields.TITLE)
                    .optional("content", ArtifactFields.CONTENT.orNull())
                    .optional("language", ArtifactFields.LANGUAGE)
                    .optional("url", ArtifactFields.URL)
                    .optional("mime_type", ArtifactFields.MIME_TYPE))
            .answers(Artifact.class)
            .fails(
                    ErrorCode.NOT_FOUND,
                    ErrorCode.THREAD_CLOSED,
                    ErrorCode.JOIN_REQUIRED,
                    ErrorCode.WRITE_PERMISSION_DENIED,
                    ErrorCode.CONFLICT);

    static final Operation UPDATE = Operation.of("updateArtifact", "Add a version to an artifact")
            .describe(
                    "The answer is the new version. What it does not name is as in the version before; the type is that"
                            + " of the first version. " + JSON)
            .path("id", "The thread's id.")
            .body(Schema.object()
                    .required("content", ArtifactFields.CONTENT.describe("The whole of it, not only what changes."))
                    .optional("title", ArtifactFields.TITLE.describe("Null clears it.")))
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
