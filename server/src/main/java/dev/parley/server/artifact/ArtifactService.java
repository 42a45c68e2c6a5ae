package dev.parley.server.artifact;

import dev.parley.persistence.Queries;
import dev.parley.persistence.artifact.ArtifactRepository;
import dev.parley.persistence.journal.Position;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Page;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.artifact.Artifact;
import dev.parley.protocol.artifact.ArtifactFields;
import dev.parley.protocol.event.Event;
import dev.parley.server.Checked;
import dev.parley.server.Via;
import dev.parley.server.audit.Audit;
import dev.parley.server.auth.Caller;
import dev.parley.server.journal.CatchUpFact;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.LaneTransaction;
import dev.parley.server.journal.Topic;
import dev.parley.server.thread.LaneThreads;
import dev.parley.server.thread.ThreadPermissions;
import dev.parley.server.thread.ThreadReading;
import dev.parley.server.thread.ThreadState;
import dev.parley.server.thread.WritePermission;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import reactor.core.publisher.Mono;

/** Keeps the work products of threads, version by version. */
public final class ArtifactService {

    private final Journal journal;
    private final Queries queries;
    private final LaneThreads threads;
    private final WritePermission writing;
    private final ThreadReading reading;
    private final ArtifactRepository artifacts;

    public ArtifactService(
            Journal journal,
            Queries queries,
            LaneThreads threads,
            ThreadPermissions permissions,
            ThreadReading reading,
            ArtifactRepository artifacts) {
        this.journal = journal;
        this.queries = queries;
        this.threads = threads;
        this.writing = new WritePermission(permissions);
        this.reading = reading;
        this.artifacts = artifacts;
    }

    /** The latest version of every artifact. Fails as the gate says. */
    Mono<List<Artifact>> latest(Caller.Bot caller, ThreadId thread) {
        return reading.require(caller, thread).then(artifacts.listLatest(queries, caller.org(), thread));
    }

    /** The latest version of every artifact. Who may see the thread is decided before. */
    Mono<List<Artifact>> latest(OrgId org, ThreadId thread) {
        return artifacts.listLatest(queries, org, thread);
    }

    /** The latest version of artifacts by key, as {@link #latest(OrgId, ThreadId)}, a page that begins after a key. */
    Mono<Page<Artifact>> page(OrgId org, ThreadId thread, String after, int limit) {
        return artifacts
                .listLatestByKey(queries, org, thread, after, limit + 1)
                .map(found -> Page.of(found, limit, Artifact::artifactKey));
    }

    /** All versions of one artifact, none if there is no such one. Fails as the gate says, and for what is no key. */
    Mono<List<Artifact>> versions(Caller.Bot caller, ThreadId thread, String key) {
        return reading.require(caller, thread).then(Mono.defer(() -> versions(caller.org(), thread, key)));
    }

    /** The same for whoever may see the thread, which is decided before. Fails for what is no key. */
    Mono<List<Artifact>> versions(OrgId org, ThreadId thread, String key) {
        return artifacts.listVersions(queries, org, thread, ArtifactFields.key(key));
    }

    /** Fails as the gate says, with WRITE_PERMISSION_DENIED, for the fields, or with CONFLICT when the key is taken. */
    Mono<Artifact> add(Caller.Bot caller, ThreadId thread, Checked<NewArtifact> wanted, Via via) {
        return write(caller, thread, via, (lane, state) -> Mono.fromSupplier(wanted::get)
                .delayUntil(artifact -> requireFree(lane, state, artifact.key()))
                .map(artifact -> store(
                        lane, state, caller.bot(), via, now -> Versions.first(thread, caller.bot(), artifact, now))));
    }

    /** Fails as the gate says, with WRITE_PERMISSION_DENIED, for the fields, or with NOT_FOUND. */
    Mono<Artifact> update(Caller.Bot caller, ThreadId thread, Checked<ArtifactUpdate> wanted, Via via) {
        return write(caller, thread, via, (lane, state) -> Mono.fromSupplier(wanted::get)
                .zipWhen(update -> artifacts
                        .firstAndLatest(lane, lane.org(), thread, update.key())
                        .filter(versions -> !versions.isEmpty())
                        .switchIfEmpty(Mono.error(() -> HubException.notFound("Artifact"))))
                .map(found -> store(
                        lane,
                        state,
                        caller.bot(),
                        via,
                        now -> Versions.next(found.getT2(), caller.bot(), found.getT1(), now))));
    }

    private Mono<Artifact> write(Caller.Bot caller, ThreadId thread, Via via, Writing work) {
        return journal.decide(caller.org(), Artifact.class, lane -> threads.requireToAdd(lane, thread, caller.bot())
                .flatMap(state -> writing.check(lane, state, caller.bot(), via, () -> work.in(lane, state))));
    }

    private Mono<Void> requireFree(LaneTransaction lane, ThreadState state, String key) {
        return artifacts
                .firstAndLatest(lane, lane.org(), state.id(), key)
                .filter(versions -> !versions.isEmpty())
                .flatMap(versions -> Mono.error(HubException.of(
                        ErrorCode.CONFLICT,
                        "The thread has an artifact with that key: update it, or choose another key")));
    }

    private Artifact store(
            LaneTransaction lane, ThreadState state, BotId contributor, Via via, LongFunction<Artifact> made) {
        long position = lane.nextPosition();
        Artifact artifact = made.apply(Position.millis(position));
        lane.append(
                position,
                Topic.thread(state.id()),
                state.audience(),
                contributor,
                Event.ArtifactChanged.of(artifact),
                new CatchUpFact("thread_artifact_added", new Added(artifact.artifactKey(), artifact.version())));
        lane.insertLater(ArtifactRepository.INTO, ArtifactRepository.row(lane.org(), artifact));
        threads.touch(lane, state, position);
        audit(lane, position, artifact, via);
        return artifact;
    }

    private static void audit(LaneTransaction lane, long position, Artifact artifact, Via via) {
        boolean added = artifact.version() == 1;
        Map<String, Object> detail = Audit.detail(
                via,
                "thread_id",
                artifact.threadId(),
                "artifact_key",
                artifact.artifactKey(),
                "version",
                artifact.version());
        if (added && via == Via.WS) {
            detail.remove("version");
        }
        Audit.record(
                lane,
                position,
                artifact.contributorId().toString(),
                added ? "artifact.add" : "artifact.update",
                "artifact",
                artifact.id(),
                detail);
    }

    /** What the entry of a version adds to catch-up. */
    private record Added(String artifactKey, int version) {}

    /** Puts something into a thread that lets the caller write. */
    @FunctionalInterface
    private interface Writing {
        Mono<Artifact> in(LaneTransaction lane, ThreadState state);
    }
}
