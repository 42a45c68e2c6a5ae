package dev.parley.server.lifecycle;

import dev.parley.persistence.Batches;
import dev.parley.persistence.Database;
import dev.parley.persistence.Pages;
import dev.parley.persistence.journal.JournalRepository;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.org.OrgSettingsRepository;
import dev.parley.persistence.retention.RetentionRepository;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.org.OrgSettings;
import dev.parley.server.audit.Audit;
import dev.parley.server.journal.Journal;
import dev.parley.server.thread.IdleThreads;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Lets go of what is old, organisation by organisation: messages, idle threads and artifacts as each organisation's
 * settings say, and what is beyond the reach of the journal. What one run leaves, because it was interrupted or because
 * another node was quicker, the next one finds.
 */
public final class Lifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final Database database;
    private final Journal journal;
    private final OrgSettingsRepository settings;
    private final RetentionRepository rows;
    private final JournalRepository entries;
    private final Retention retention;
    private final Duration journalReach;
    private final Clock clock;
    private final LifecycleMetrics metrics;

    /** @param journalReach how old entries of the journal get */
    public Lifecycle(
            Database database,
            Journal journal,
            OrgSettingsRepository settings,
            RetentionRepository rows,
            JournalRepository entries,
            IdleThreads idle,
            Duration journalReach,
            Clock clock,
            MeterRegistry registry) {
        this.database = database;
        this.journal = journal;
        this.settings = settings;
        this.rows = rows;
        this.entries = entries;
        this.retention = new Retention(database, rows, idle);
        this.journalReach = journalReach;
        this.clock = clock;
        this.metrics = new LifecycleMetrics(registry);
    }

    /** Does all there is to do now; to be run now and then. Fails for no organisation's sake. */
    public Mono<Void> run() {
        return Mono.defer(() -> {
            long started = System.nanoTime();
            return orgs().concatMap(this::run)
                    .reduce(true, Boolean::logicalAnd)
                    .doOnNext(complete -> metrics.ran(System.nanoTime() - started))
                    .filter(complete -> complete)
                    .doOnNext(complete -> metrics.succeeded(clock.millis()))
                    .then();
        });
    }

    private Flux<OrgId> orgs() {
        return Pages.items(RetentionRepository.MAX_EXAMINED, after -> rows.listOrgs(database, after));
    }

    /** Emits whether everything was done. */
    private Mono<Boolean> run(OrgId org) {
        Tally tally = new Tally();
        return settings.get(database, org)
                .flatMap(wanted -> run(wanted, tally))
                .thenReturn(true)
                .onErrorResume(Lifecycle::isDestroyed, error -> destroyed(org).thenReturn(true))
                .onErrorResume(error -> {
                    LOG.warn("the lifecycle of org {} was interrupted and goes on with the next run", org, error);
                    metrics.failed();
                    return Mono.just(false);
                })
                .delayUntil(complete -> tell(org, tally));
    }

    /** Its journal has ended; the rest of it is being removed elsewhere. */
    private static boolean isDestroyed(Throwable error) {
        return error instanceof HubException refused && refused.error().code() == ErrorCode.NOT_FOUND;
    }

    private static Mono<Void> destroyed(OrgId org) {
        return Mono.fromRunnable(() -> LOG.debug("org {} was destroyed in the midst of its lifecycle", org));
    }

    private Mono<Void> run(OrgSettings wanted, Tally tally) {
        OrgId org = wanted.orgId();
        return counted(Work.MESSAGES_DELETED, tally, wanted.messageTtlDays(), t -> retention.removeMessages(org, t))
                .then(counted(
                        Work.THREADS_CLOSED, tally, wanted.threadAutoCloseDays(), t -> retention.closeIdle(org, t)))
                .then(counted(
                        Work.ARTIFACTS_DELETED,
                        tally,
                        wanted.artifactRetentionDays(),
                        t -> retention.removeArtifacts(org, t)))
                .then(counted(Work.ENTRIES_PURGED, tally, journalReach.toDays(), t -> purge(org, t)));
    }

    /** @param days null for never */
    private Mono<Void> counted(Work work, Tally tally, Long days, LongFunction<Flux<Long>> since) {
        return Mono.justOrEmpty(days)
                .flatMapMany(kept -> since.apply(before(kept)))
                .doOnNext(count -> {
                    tally.add(work, count);
                    metrics.done(work, count);
                })
                .then();
    }

    /** Organisations may ask for more days than there have been. */
    private long before(long days) {
        long now = clock.millis();
        return days > now / DAY ? 0 : now - days * DAY;
    }

    private Flux<Long> purge(OrgId org, long beforeMillis) {
        return entries.announcePurge(database, org, Position.first(beforeMillis))
                .flatMapMany(last -> Batches.steps(
                        JournalRepository.MAX_PURGED,
                        () -> database.transaction(queries -> entries.purge(queries, org, last))));
    }

    private Mono<Void> tell(OrgId org, Tally tally) {
        if (tally.isEmpty()) {
            return Mono.empty();
        }
        LOG.info("the lifecycle of org {} did {}", org, tally);
        return tally.audited().isEmpty() ? Mono.empty() : audit(org, tally);
    }

    private Mono<Void> audit(OrgId org, Tally tally) {
        return journal.append(
                        org,
                        lane -> Mono.fromRunnable(() -> Audit.record(
                                lane, lane.nextPosition(), null, "lifecycle.cleanup", "org", org, tally.audited())))
                .then()
                .onErrorResume(Lifecycle::isDestroyed, error -> destroyed(org))
                .onErrorResume(error -> {
                    LOG.warn("that the lifecycle of org {} did {} could not be audited", org, tally, error);
                    return Mono.empty();
                });
    }
}
