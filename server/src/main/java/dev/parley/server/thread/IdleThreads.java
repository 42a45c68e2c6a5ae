package dev.parley.server.thread;

import dev.parley.persistence.journal.Position;
import dev.parley.protocol.Actor;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.event.Event;
import dev.parley.protocol.thread.CloseReason;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.server.Via;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.LaneTransaction;
import dev.parley.server.journal.Topic;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Closes threads in which nothing happens any more, as an administrator would who finds them so. */
public final class IdleThreads {

    private final Journal journal;
    private final LaneThreads threads;

    public IdleThreads(Journal journal, LaneThreads threads) {
        this.journal = journal;
        this.threads = threads;
    }

    /**
     * Closes those of the threads that are still open and have been idle since {@code beforeMillis}, which only their lane
     * knows for certain: a message that came meanwhile keeps its thread open. Emits how many.
     *
     * @param ids few, as they are one command of the lane
     */
    public Mono<Long> close(OrgId org, List<ThreadId> ids, long beforeMillis) {
        return journal.append(org, lane -> Flux.fromIterable(ids)
                .concatMap(id -> threads.find(lane, id))
                .filter(state -> isIdle(state.thread(), beforeMillis))
                .doOnNext(state -> close(lane, state))
                .count());
    }

    private static boolean isIdle(HubThread thread, long beforeMillis) {
        return !thread.status().isTerminal() && thread.lastActivityAt() < beforeMillis;
    }

    private void close(LaneTransaction lane, ThreadState state) {
        long position = lane.nextPosition();
        HubThread before = state.thread();
        ThreadState closed = state.with(new ThreadEdit(before, Position.millis(position))
                .status(ThreadStatus.CLOSED, CloseReason.TIMEOUT)
                .done());
        threads.store(lane, closed);
        threads.touch(lane, closed, position);
        tell(lane, closed, before, position);
    }

    private static void tell(LaneTransaction lane, ThreadState closed, HubThread before, long position) {
        Actor by = Actor.org(lane.org());
        lane.append(
                position,
                Topic.thread(closed.id()),
                closed.audience(),
                null,
                new Event.ThreadStatusChanged(closed.id(), before.topic(), before.status(), ThreadStatus.CLOSED, by),
                ThreadFacts.statusChanged(before, ThreadStatus.CLOSED, by));
        new ThreadAudit(lane, closed.id(), by, Via.REST)
                .statusChanged(position, before.status(), ThreadStatus.CLOSED, CloseReason.TIMEOUT);
    }
}
