package dev.parley.server.artifact;

import dev.parley.persistence.Queries;
import dev.parley.persistence.artifact.ArtifactRepository;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubError;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.artifact.Artifact;
import dev.parley.protocol.artifact.ArtifactFields;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Compares versions of artifacts, one pair at a time and on a thread of its own, which ends when it has nothing to do. */
public final class ArtifactDiffs {

    private static final int MAX_WAITING = 16;
    private static final int IDLE_SECONDS = 10;

    private final Queries queries;
    private final ArtifactRepository artifacts;
    private final Scheduler worker;

    public ArtifactDiffs(Queries queries, ArtifactRepository artifacts) {
        this.queries = queries;
        this.artifacts = artifacts;
        worker = Schedulers.fromExecutorService(oneThread());
    }

    private static ThreadPoolExecutor oneThread() {
        ThreadPoolExecutor thread = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), work -> {
                    Thread named = new Thread(work, "artifact-diff");
                    named.setDaemon(true);
                    return named;
                });
        thread.allowCoreThreadTimeOut(true);
        return thread;
    }

    /**
     * What changed between two versions. Fails with {@code VALIDATION_ERROR} for what is no key or no version,
     * {@code NOT_FOUND} for a version that is not there, {@code CONFLICT} for one without content, or {@code OVERLOADED}.
     * Who may see the thread is decided before.
     *
     * @param from empty for the version before {@code to}
     * @param to empty for the latest version
     */
    Mono<ArtifactDiff> compare(OrgId org, ThreadId thread, String keyText, OptionalLong from, OptionalLong to) {
        String key = ArtifactFields.key(keyText);
        requireNumber(from, "from");
        requireNumber(to, "to");
        return find(org, thread, key, to, Integer.MAX_VALUE)
                .zipWhen(younger -> find(org, thread, key, from, younger.version() - 1))
                .flatMap(found -> compare(requireContent(found.getT2()), requireContent(found.getT1())));
    }

    private static void requireNumber(OptionalLong version, String name) {
        if (version.isPresent() && version.getAsLong() < 1) {
            throw HubException.invalid(name + " must be the number of a version, which is 1 or more");
        }
    }

    /** The version asked for, or else the latest until {@code latest}. */
    private Mono<Artifact> find(OrgId org, ThreadId thread, String key, OptionalLong wanted, int latest) {
        long version = wanted.orElse(latest);
        if (version > Integer.MAX_VALUE) {
            return Mono.error(() -> noSuchVersion(key, wanted));
        }
        return artifacts
                .findUpTo(queries, org, thread, key, (int) version)
                .filter(found -> wanted.isEmpty() || found.version() == version)
                .switchIfEmpty(Mono.error(() -> noSuchVersion(key, wanted)));
    }

    private static HubException noSuchVersion(String key, OptionalLong wanted) {
        String what = wanted.isPresent() ? "version " + wanted.getAsLong() : "two versions to compare";
        return HubException.of(
                ErrorCode.NOT_FOUND,
                "Artifact " + key + " does not have " + what + ": GET …/artifacts/" + key
                        + "/versions lists those it has");
    }

    private static Artifact requireContent(Artifact artifact) {
        if (artifact.content() == null) {
            throw HubException.of(
                    ErrorCode.CONFLICT,
                    "Version " + artifact.version() + " of artifact " + artifact.artifactKey()
                            + " has no content to compare, only what it refers to");
        }
        return artifact;
    }

    private Mono<ArtifactDiff> compare(Artifact from, Artifact to) {
        return Mono.fromSupplier(() -> compareNow(from, to))
                .subscribeOn(worker)
                .onErrorMap(RejectedExecutionException.class, full -> overloaded());
    }

    private static ArtifactDiff compareNow(Artifact from, Artifact to) {
        UnifiedDiff diff = UnifiedDiff.of(name(from), from.content(), name(to), to.content());
        return new ArtifactDiff(
                to.threadId(),
                to.artifactKey(),
                from.version(),
                to.version(),
                diff.text().isEmpty(),
                diff.coarse(),
                diff.text());
    }

    /** As programs that read patches expect it: what stands behind the tab is a remark. */
    private static String name(Artifact artifact) {
        return artifact.artifactKey() + "\tversion " + artifact.version();
    }

    private static HubException overloaded() {
        return HubError.of(ErrorCode.OVERLOADED, "Too many comparisons of artifacts wait; try again in a second")
                .asException();
    }
}
