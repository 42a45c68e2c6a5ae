package dev.parley.server.journal;

import dev.parley.persistence.Database;
import dev.parley.protocol.OrgId;
import dev.parley.server.idempotency.IdempotencyKey;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/**
 * The append-only, totally ordered record of what happened in each organisation, and the only way to change what others
 * can observe. An organisation always belongs to the same {@link Lane}.
 */
public final class Journal {

    private final Database database;
    private final Clock clock;
    private final Repeats repeats;
    private final List<Lane> lanes;

    /**
     * @param listener is told of every commit before its authors are answered
     * @param registry receives {@code parley.lane.depth}, {@code parley.lane.batch.size}, {@code parley.lane.commit} and
     *     {@code parley.idempotency.*}
     */
    public Journal(Database database, Clock clock, CommitListener listener, MeterRegistry registry) {
        this.database = database;
        this.clock = clock;
        this.repeats = new Repeats(registry);
        JournalMetrics metrics = new JournalMetrics(registry);
        lanes = IntStream.range(0, database.writers())
                .mapToObj(number -> new Lane(database, clock, listener, metrics, repeats))
                .toList();
        metrics.depth(this, Journal::depth);
    }

    /**
     * Runs {@code command} in the organisation's lane and emits its answer after the commit. Refuses with
     * {@code OVERLOADED} when the lane is full; a cancelled caller does not stop a command that is queued.
     */
    public <T> Mono<T> append(OrgId org, Command<T> command) {
        return lanes.get(Math.floorMod(org.hashCode(), lanes.size())).append(org, command);
    }

    /**
     * As {@link #append(OrgId, Command)}, for a command that a client may repeat: with an {@link IdempotencyKey} in the
     * context, it runs once and every repeat is given the first answer, for as long as the key lives. Refuses with
     * {@code IDEMPOTENCY_KEY_REUSED} what comes with the key of another request. Refusals are not kept.
     *
     * @param answer what {@link AnswerForm} can keep
     */
    public <T> Mono<T> append(OrgId org, Class<T> answer, Command<T> command) {
        return once(org, AnswerForm.of(answer), command);
    }

    /** As {@link #append(OrgId, Class, Command)}, for a command whose refusal is to be committed, and is then emitted. */
    public <T> Mono<T> decide(OrgId org, Class<T> answer, Command<Verdict<T>> command) {
        return once(org, AnswerForm.ofVerdict(answer), command).flatMap(Verdict::answer);
    }

    private <T> Mono<T> once(OrgId org, AnswerForm<T> form, Command<T> command) {
        return Mono.deferContextual(context -> {
            IdempotencyKey key = context.getOrDefault(IdempotencyKey.class, null);
            return append(org, key == null ? command : repeats.once(key, form, command));
        });
    }

    /** Removes the answers that no repeat is given any more, step by step. */
    public Mono<Void> removeOldAnswers() {
        return Mono.defer(() -> repeats.removeOld(database, clock.millis()));
    }

    /** Commands waiting in all lanes. */
    int depth() {
        return lanes.stream().mapToInt(Lane::depth).sum();
    }
}
