package dev.parley.server.artifact;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Scope;
import dev.parley.protocol.artifact.ArtifactFields;
import dev.parley.server.Via;
import dev.parley.server.artifact.ArtifactOperations.ArtifactAck;
import dev.parley.server.thread.ThreadFrames;
import dev.parley.server.ws.Operation;

/** What the AsyncAPI document says about the frames on artifacts. */
final class ArtifactFrames {

    static final Operation ADD = Operation.of("artifact_add", Scope.THREAD, "Put a new artifact into a thread")
            .describe("Its key must be new to the thread. " + ArtifactDocs.JSON)
            .takes(NewArtifact.in(ThreadFrames.inThread(), Via.WS))
            .acks(ArtifactAck.class)
            .fails(
                    ErrorCode.THREAD_CLOSED,
                    ErrorCode.JOIN_REQUIRED,
                    ErrorCode.WRITE_PERMISSION_DENIED,
                    ErrorCode.CONFLICT);

    static final Operation UPDATE = Operation.of("artifact_update", Scope.THREAD, "Add a version to an artifact")
            .describe("What it does not name is as in the version before; the type is that of the first version. "
                    + ArtifactDocs.JSON)
            .takes(ArtifactUpdate.in(
                    ThreadFrames.inThread().required("artifact_key", ArtifactFields.KEY_SCHEMA), "Null keeps it."))
            .acks(ArtifactAck.class)
            .fails(ErrorCode.THREAD_CLOSED, ErrorCode.JOIN_REQUIRED, ErrorCode.WRITE_PERMISSION_DENIED);

    private ArtifactFrames() {}
}
