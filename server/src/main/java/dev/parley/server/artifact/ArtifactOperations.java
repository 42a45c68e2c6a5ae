package dev.parley.server.artifact;

import dev.parley.protocol.Scope;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.artifact.Artifact;
import dev.parley.server.Checked;
import dev.parley.server.Via;
import dev.parley.server.auth.Caller;
import dev.parley.server.thread.ThreadIds;
import dev.parley.server.ws.Ack;
import dev.parley.server.ws.Operations;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** The artifacts of threads over the WebSocket, which looks at the fields before the thread. */
public final class ArtifactOperations implements Operations.Feature {

    private static final String ADD = "artifact_add";
    private static final String UPDATE = "artifact_update";

    private final ArtifactService artifacts;

    public ArtifactOperations(ArtifactService artifacts) {
        this.artifacts = artifacts;
    }

    @Override
    public void addTo(Operations operations) {
        operations.on(ADD, Scope.THREAD, this::add);
        operations.on(UPDATE, Scope.THREAD, this::update);
    }

    private Mono<Ack> add(Caller.Bot caller, JsonNode frame) {
        ThreadId thread = ThreadIds.of(frame);
        NewArtifact wanted = NewArtifact.read(frame, Via.WS);
        return artifacts.add(caller, thread, Checked.of(() -> wanted), Via.WS).map(added -> ack(ADD, added));
    }

    private Mono<Ack> update(Caller.Bot caller, JsonNode frame) {
        ThreadId thread = ThreadIds.of(frame);
        ArtifactUpdate wanted = ArtifactUpdate.ofFrame(frame);
        return artifacts
                .update(caller, thread, Checked.of(() -> wanted), Via.WS)
                .map(updated -> ack(UPDATE, updated));
    }

    private static Ack ack(String operation, Artifact artifact) {
        return Ack.of(
                operation,
                artifact.id(),
                "thread_id",
                artifact.threadId(),
                "artifact_key",
                artifact.artifactKey(),
                "version",
                artifact.version(),
                "timestamp",
                artifact.createdAt());
    }
}
