package dev.parley.server.artifact;

import dev.parley.protocol.OrgId;
import dev.parley.protocol.Scope;
import dev.parley.protocol.ThreadId;
import dev.parley.server.Checked;
import dev.parley.server.Via;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import dev.parley.server.thread.ThreadIds;
import dev.parley.server.thread.ThreadReading;
import reactor.core.publisher.Mono;

/** The artifacts of threads over REST. */
public final class ArtifactRoutes implements Routes {

    private static final String ARTIFACTS = "/api/threads/{id}/artifacts";

    private final ThreadReading reading;
    private final ArtifactService artifacts;
    private final ArtifactDiffs diffs;

    public ArtifactRoutes(ThreadReading reading, ArtifactService artifacts, ArtifactDiffs diffs) {
        this.reading = reading;
        this.artifacts = artifacts;
        this.diffs = diffs;
    }

    @Override
    public void addTo(Router router) {
        router.post(ARTIFACTS, Access.bot(Scope.THREAD), this::add, ArtifactDocs.ADD);
        router.patch(ARTIFACTS + "/{key}", Access.bot(Scope.THREAD), this::update, ArtifactDocs.UPDATE);
        router.get(ARTIFACTS, Access.bot(Scope.READ), this::latest, ArtifactDocs.LATEST);
        router.get(ARTIFACTS + "/{key}/versions", Access.bot(Scope.READ), this::versions, ArtifactDocs.VERSIONS);
        router.get(ARTIFACTS + "/{key}/diff", Access.bot(Scope.READ), this::diff, ArtifactDocs.DIFF);
    }

    private Mono<Reply> add(Call call) {
        return call.body()
                .map(body -> Checked.of(() -> NewArtifact.read(body.fields(), Via.REST)))
                .flatMap(artifact -> artifacts.add(call.bot(), ThreadIds.of(call), artifact, Via.REST))
                .map(Reply::ok);
    }

    private Mono<Reply> update(Call call) {
        return call.body()
                .map(body -> Checked.of(() -> ArtifactUpdate.ofRequest(call.parameter("key"), body.fields())))
                .flatMap(update -> artifacts.update(call.bot(), ThreadIds.of(call), update, Via.REST))
                .map(Reply::ok);
    }

    private Mono<Reply> latest(Call call) {
        return artifacts.latest(call.bot(), ThreadIds.of(call)).map(Reply::ok);
    }

    private Mono<Reply> versions(Call call) {
        return artifacts
                .versions(call.bot(), ThreadIds.of(call), call.parameter("key"))
                .map(Reply::ok);
    }

    private Mono<Reply> diff(Call call) {
        ThreadId thread = ThreadIds.of(call);
        return reading.require(call.bot(), thread)
                .then(Mono.defer(() -> compared(diffs, call.bot().org(), thread, call)));
    }

    /** The versions of a thread that the caller may see, compared. */
    static Mono<Reply> compared(ArtifactDiffs diffs, OrgId org, ThreadId thread, Call call) {
        return diffs.compare(
                        org, thread, call.parameter("key"), call.optionalInteger("from"), call.optionalInteger("to"))
                .map(Reply::ok);
    }
}
