package dev.parley.server.artifact;

import dev.parley.protocol.ArtifactId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.artifact.Artifact;
import dev.parley.server.Checked;
import dev.parley.server.Via;
import dev.parley.server.auth.Caller;
import dev.parley.server.thread.ThreadIds;
import dev.parley.server.ws.Ack;
import dev.parley.server.ws.Operation;
import dev.parley.server.ws.Operations;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The artifacts of threads over the WebSocket, which looks at the fields before the thread. */
public final class ArtifactOperations implements Operations.Feature {

    private final ArtifactService artifacts;

    public ArtifactOperations(ArtifactService artifacts) {
        this.artifacts = artifacts;
    }

    @Override
    public void addTo(Operations operations) {
        operations.on(ArtifactFrames.ADD, this::add);
        operations.on(ArtifactFrames.UPDATE, this::update);
    }

    private Mono<Ack> add(Caller.Bot caller, JsonNode frame) {
        ThreadId thread = ThreadIds.of(frame);
        NewArtifact wanted = NewArtifact.read(frame, Via.WS);
        return artifacts
                .add(caller, thread, Checked.of(() -> wanted), Via.WS)
                .map(added -> ArtifactAck.of(ArtifactFrames.ADD, added));
    }

    private Mono<Ack> update(Caller.Bot caller, JsonNode frame) {
        ThreadId thread = ThreadIds.of(frame);
        ArtifactUpdate wanted = ArtifactUpdate.ofFrame(frame);
        return artifacts
                .update(caller, thread, Checked.of(() -> wanted), Via.WS)
                .map(updated -> ArtifactAck.of(ArtifactFrames.UPDATE, updated));
    }

    /**
     * @param resourceId of the version
     * @param timestamp when it was made, ms
     */
    record ArtifactAck(
            String operation, ArtifactId resourceId, ThreadId threadId, String artifactKey, int version, long timestamp)
            implements Ack {

        private static ArtifactAck of(Operation operation, Artifact artifact) {
            return new ArtifactAck(
                    operation.type(),
                    artifact.id(),
                    artifact.threadId(),
                    artifact.artifactKey(),
                    artifact.version(),
                    artifact.createdAt());
        }
    }
}
