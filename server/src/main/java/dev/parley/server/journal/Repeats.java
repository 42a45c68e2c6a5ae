package dev.parley.server.journal;

import dev.parley.persistence.Batches;
import dev.parley.persistence.Queries;
import dev.parley.persistence.idempotency.IdempotencyRepository;
import dev.parley.persistence.idempotency.SqlIdempotencyRepository;
import dev.parley.protocol.OrgId;
import dev.parley.server.idempotency.IdempotencyKey;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * Makes commands that came with an idempotency key safe to repeat. That repeats may come at once, even through several
 * servers, needs no more than the lock that every lane takes: whoever has it sees what was answered before.
 */
final class Repeats {

    private static final int REMOVED_AT_ONCE = 1_000;

    /** How long what is too old stays: a batch may have found it just before, by a clock behind ours, and has yet to read it. */
    static final Duration GRACE = Duration.ofMinutes(10);

    private final IdempotencyRepository answers = new SqlIdempotencyRepository();
    private final IdempotencyMetrics metrics;

    Repeats(MeterRegistry registry) {
        metrics = new IdempotencyMetrics(registry);
    }

    <T> Command<T> once(IdempotencyKey key, AnswerForm<T> form, Command<T> command) {
        return new KeyedCommand<>(key, form, command, answers, metrics);
    }

    /** The keys that commands came with, by organisation. */
    static Map<OrgId, Set<UUID>> keys(Collection<Pending<?>> commands) {
        Map<OrgId, Set<UUID>> keys = new HashMap<>();
        for (Pending<?> command : commands) {
            command.key().ifPresent(key -> keys.computeIfAbsent(command.org(), first -> new HashSet<>())
                    .add(key.id()));
        }
        return keys;
    }

    /** Tells a lane that begins which of these keys have an answer: one query for all, and none without keys. */
    Mono<LaneTransaction> recall(LaneTransaction lane, Set<UUID> keys) {
        return keys.isEmpty()
                ? Mono.just(lane)
                : answers.fingerprints(lane, lane.org(), keys, tooOld(lane.nowMillis()))
                        .doOnNext(lane.answered()::putAll)
                        .thenReturn(lane);
    }

    /** Removes what no repeat is given any more. */
    Mono<Void> removeOld(Queries queries, long nowMillis) {
        long last = tooOld(nowMillis) - GRACE.toMillis();
        return Batches.all(REMOVED_AT_ONCE, () -> answers.deleteUntil(queries, last, REMOVED_AT_ONCE));
    }

    /** When an answer was stored that is just too old at that time (ms). */
    static long tooOld(long nowMillis) {
        return nowMillis - IdempotencyKey.LIFETIME.toMillis();
    }
}
