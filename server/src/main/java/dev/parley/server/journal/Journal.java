package dev.parley.server.journal;

import dev.parley.persistence.Database;
import dev.parley.protocol.OrgId;
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

    private final List<Lane> lanes;

    /**
     * @param listener is handed every committed entry before its author is answered
     * @param registry receives {@code parley.lane.depth}, {@code parley.lane.batch.size} and {@code parley.lane.commit}
     */
    public Journal(Database database, Clock clock, JournalListener listener, MeterRegistry registry) {
        JournalMetrics metrics = new JournalMetrics(registry);
        lanes = IntStream.range(0, database.writers())
                .mapToObj(number -> new Lane(database, clock, listener, metrics))
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

    /** Commands waiting in all lanes. */
    int depth() {
        return lanes.stream().mapToInt(Lane::depth).sum();
    }
}
