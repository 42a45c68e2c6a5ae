package dev.parley.server.thread;

import dev.parley.protocol.Actor;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.event.Event;
import dev.parley.protocol.thread.HubThread;
import dev.parley.server.Via;
import dev.parley.server.bot.LaneBots;
import dev.parley.server.bot.OrgAdministrator;
import dev.parley.server.journal.CatchUpFact;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.LaneTransaction;
import dev.parley.server.journal.Topic;
import reactor.core.publisher.Mono;

/**
 * Changes threads as administrators wish, whatever the threads' policies say: all that a patch asks for, or nothing of
 * it. Whoever does it, others are told that the organisation did; the audit log names the bot.
 */
public final class OrgThreadChanges {

    private final Journal journal;
    private final LaneThreads threads;
    private final LaneBots bots;

    public OrgThreadChanges(Journal journal, LaneThreads threads, LaneBots bots) {
        this.journal = journal;
        this.threads = threads;
        this.bots = bots;
    }

    /** Emits the thread as it is then. Fails with NOT_FOUND, VALIDATION_ERROR, then INVALID_TRANSITION. */
    Mono<HubThread> update(OrgAdministrator admin, ThreadId id, ThreadPatch patch) {
        return journal.append(admin.org(), HubThread.class, lane -> admin.check(lane, bots)
                .then(threads.require(lane, id))
                .map(state -> update(lane, admin, state, patch).after()));
    }

    private ThreadChange update(LaneTransaction lane, OrgAdministrator admin, ThreadState state, ThreadPatch patch) {
        if (patch.isEmpty()) {
            throw ThreadPatch.nothingForAdministrators();
        }
        ThreadPatch.Settings settings = patch.settings().get();
        ThreadPatch.Content content = patch.content().get();
        content.requireReachableFrom(state.thread().status(), ErrorCode.INVALID_TRANSITION);
        long position = lane.nextPosition();
        ThreadChange change = ThreadChange.of(state.thread(), content, settings, position);
        ThreadState changed = state.with(change.after());
        threads.store(lane, changed);
        announce(new Telling(lane, admin, changed), change, position);
        return change;
    }

    private static void announce(Telling telling, ThreadChange change, long position) {
        if (change.statusChanged()) {
            telling.tellOfStatus(change, position);
        }
        if (!change.settingsChanges().isEmpty()) {
            long next = change.statusChanged() ? telling.lane().nextPosition() : position;
            telling.tell(next, new Event.ThreadUpdated(change.after(), change.settingsChanges()), null);
        }
    }

    /** Who tells whom. */
    private record Telling(LaneTransaction lane, OrgAdministrator admin, ThreadState state) {

        void tellOfStatus(ThreadChange change, long position) {
            HubThread before = change.before();
            Actor by = Actor.org(admin.org());
            tell(
                    position,
                    new Event.ThreadStatusChanged(
                            before.id(),
                            before.topic(),
                            before.status(),
                            change.after().status(),
                            by),
                    ThreadFacts.statusChanged(before, change.after().status(), by));
            new ThreadAudit(lane, before.id(), admin.actor(), Via.REST)
                    .statusChanged(
                            position,
                            before.status(),
                            change.after().status(),
                            change.after().closeReason());
        }

        void tell(long position, Event event, CatchUpFact fact) {
            lane.append(
                    position,
                    Topic.thread(state.id()),
                    state.audience(),
                    admin.bot().orElse(null),
                    event,
                    fact);
        }
    }
}
