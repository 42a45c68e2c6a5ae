package dev.parley.server.cluster;

import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.server.journal.Commit;
import dev.parley.server.journal.CommitListener;
import dev.parley.server.journal.JournalEntry;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Hands on the commits of one organisation in the order of its journal, wherever they were made. One that comes before its
 * predecessor waits for it a moment; what does not come is read from the journal.
 */
final class OrgFollower {

    /** How long a commit waits for the one before it: nodes publish at the same time, and one may be quicker. */
    static final Duration GRACE = Duration.ofMillis(50);

    /** Commits that wait for an earlier one, and characters of their frames. Beyond that they are read, too. */
    static final int MAX_WAITING = 256;

    static final int MAX_CHARS = 1 << 20;

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final long UNKNOWN = -1;
    private static final Logger LOG = LoggerFactory.getLogger(OrgFollower.class);

    private final OrgId org;
    private final CommitListener listener;
    private final LongFunction<Mono<MissedEntries.Page>> missed;
    private final Consumer<OrgFollower> behind;
    private final RelayMetrics metrics;
    private final Scheduler scheduler;
    private final KnownSets sets = new KnownSets();
    private final NavigableMap<Long, Commit> waiting = new TreeMap<>();
    private int waitingChars;
    private long applied = UNKNOWN;
    private long seen;
    private boolean patient;
    private boolean reading;
    private long readTo;
    private boolean stopped;

    /**
     * @param missed reads what comes after a position
     * @param behind is told when {@link #catchUp} is to be run, and not again before that is over
     */
    OrgFollower(
            OrgId org,
            CommitListener listener,
            LongFunction<Mono<MissedEntries.Page>> missed,
            Consumer<OrgFollower> behind,
            RelayMetrics metrics,
            Scheduler scheduler) {
        this.org = org;
        this.listener = listener;
        this.missed = missed;
        this.behind = behind;
        this.metrics = metrics;
        this.scheduler = scheduler;
    }

    /** Hands on everything after this position. */
    synchronized void startAt(long position) {
        if (applied == UNKNOWN) {
            applied = position;
            handOnWaiting();
            awaitTheMissing();
        }
    }

    /** A commit of this node: its lane has asked whether it is welcome. */
    synchronized void offer(Commit commit) {
        seen = Math.max(seen, commit.position());
        if (commit.position() <= applied) {
            return;
        }
        if (commit.before() <= applied && !reading) {
            hand(commit.entries(), commit.position());
            handOnWaiting();
            awaitTheMissing();
        } else {
            await(commit);
        }
    }

    /** What another node told of. When more comes than can be handed on it is read later, at the pace of those who take it. */
    void offerRemote(Commit commit) {
        if (listener.isReady()) {
            offer(commit);
        } else {
            reached(commit.position());
        }
    }

    /** The journal was seen at this position. */
    synchronized void reached(long position) {
        seen = Math.max(seen, position);
        awaitTheMissing();
    }

    /** Nobody is told anything any more. */
    synchronized void stop() {
        stopped = true;
        waiting.clear();
    }

    /** Those of them that are new; there are no others up to {@code position}. */
    private void hand(List<JournalEntry> entries, long position) {
        List<JournalEntry> news = entries.stream()
                .filter(entry -> entry.position() > applied)
                .map(sets::withKnown)
                .toList();
        if (position > applied) {
            listener.committed(new Commit(org, applied, position, news));
            applied = position;
        }
    }

    private void await(Commit commit) {
        int chars = chars(commit);
        if (waiting.size() < MAX_WAITING && waitingChars + chars <= MAX_CHARS) {
            waitingChars += waiting.put(commit.before(), commit) == null ? chars : 0;
        }
        awaitTheMissing();
    }

    /** As far as there is no gap; what is known by now is dropped. */
    private void handOnWaiting() {
        while (!waiting.isEmpty() && waiting.firstKey() <= applied) {
            Commit next = waiting.pollFirstEntry().getValue();
            waitingChars -= chars(next);
            hand(next.entries(), next.position());
        }
    }

    private static int chars(Commit commit) {
        return commit.entries().stream()
                .mapToInt(entry -> entry.frame().length())
                .sum();
    }

    private void awaitTheMissing() {
        if (isBehind() && !patient && !reading) {
            patient = true;
            scheduler.schedule(this::loseTheMissing, GRACE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private boolean isBehind() {
        return applied != UNKNOWN && applied < seen && !stopped;
    }

    private synchronized void loseTheMissing() {
        patient = false;
        if (isBehind() && !reading) {
            reading = true;
            readTo = seen;
            behind.accept(this);
        }
    }

    /** Reads what is missing, as fast as it can be handed on. Never fails: what cannot be read now is later. */
    Mono<Void> catchUp() {
        return listener.ready()
                .then(Mono.defer(() -> missed.apply(applied())))
                .switchIfEmpty(Mono.error(() -> HubException.notFound("Organisation")))
                .map(this::handOn)
                .repeat(this::isStillBehind)
                .then()
                .onErrorResume(error -> later(error))
                .doFinally(signal -> caughtUp());
    }

    private Mono<Void> later(Throwable error) {
        LOG.debug("the journal of {} cannot be read now", org, error);
        return Mono.delay(RETRY, scheduler).then();
    }

    private synchronized long applied() {
        return applied;
    }

    private synchronized MissedEntries.Page handOn(MissedEntries.Page page) {
        metrics.read(page.entries().size());
        hand(page.entries(), page.position());
        handOnWaiting();
        return page;
    }

    /** What came later than the last that is missing has had no time yet. */
    private synchronized boolean isStillBehind() {
        return applied < readTo && !stopped;
    }

    private synchronized void caughtUp() {
        reading = false;
        handOnWaiting();
        awaitTheMissing();
    }
}
