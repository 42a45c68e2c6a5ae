package dev.parley.server.thread;

import dev.parley.persistence.journal.Position;
import dev.parley.persistence.thread.OpenThread;
import dev.parley.persistence.thread.ThreadRepository;
import dev.parley.protocol.Actor;
import dev.parley.protocol.BotId;
import dev.parley.protocol.event.Event;
import dev.parley.protocol.thread.CloseReason;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.server.Via;
import dev.parley.server.bot.Departure;
import dev.parley.server.journal.Audience;
import dev.parley.server.journal.LaneTransaction;
import dev.parley.server.journal.Topic;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/** Closes the threads in which nobody is left once a bot is gone. */
public final class AbandonedThreads implements Departure {

    /** Threads closed with one statement. */
    private static final int AT_ONCE = 1_000;

    private final ThreadRepository threads;

    public AbandonedThreads(ThreadRepository threads) {
        this.threads = threads;
    }

    /** Closes them, and tells the bot and those who watch, as if an administrator had done so. */
    @Override
    public Mono<Void> leave(LaneTransaction lane, BotId leaving, BotId actor, Actor by) {
        Audience audience = new Audience.Bots(Set.of(leaving), Audience.Admins.SUBSCRIBED);
        return threads.listLeftTo(lane, lane.org(), leaving, AT_ONCE)
                .filter(open -> !open.isEmpty())
                .delayUntil(open -> close(lane, open))
                .doOnNext(open -> open.forEach(thread -> announce(lane, thread, audience, actor, by)))
                .filter(open -> open.size() == AT_ONCE)
                .flatMap(full -> leave(lane, leaving, actor, by));
    }

    private Mono<Long> close(LaneTransaction lane, List<OpenThread> open) {
        return threads.close(
                lane,
                lane.org(),
                open.stream().map(OpenThread::id).toList(),
                CloseReason.MANUAL,
                Position.millis(lane.nextPosition()));
    }

    private static void announce(LaneTransaction lane, OpenThread thread, Audience audience, BotId actor, Actor by) {
        long position = lane.nextPosition();
        lane.append(
                position,
                Topic.thread(thread.id()),
                audience,
                actor,
                new Event.ThreadStatusChanged(thread.id(), thread.topic(), thread.status(), ThreadStatus.CLOSED, by),
                ThreadFacts.statusChanged(thread.topic(), thread.status(), ThreadStatus.CLOSED, by));
        new ThreadAudit(lane, thread.id(), by, Via.REST)
                .statusChanged(position, thread.status(), ThreadStatus.CLOSED, CloseReason.MANUAL);
    }
}
