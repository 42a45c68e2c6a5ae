package dev.parley.server.thread;

import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.member.Member;
import dev.parley.persistence.member.MemberRepository;
import dev.parley.persistence.thread.JoinRequestRepository;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.bot.BotRef;
import dev.parley.protocol.event.Event;
import dev.parley.protocol.thread.JoinRequestStatus;
import dev.parley.server.journal.CatchUpFact;
import dev.parley.server.journal.LaneTransaction;
import dev.parley.server.journal.Topic;
import reactor.core.publisher.Mono;

/** Lets bots into threads and out of them, whatever the reason: rows, revision, event and catch-up. */
public final class ThreadMembership {

    private final LaneThreads threads;
    private final MemberRepository members;
    private final JoinRequestRepository requests;

    public ThreadMembership(LaneThreads threads, MemberRepository members, JoinRequestRepository requests) {
        this.threads = threads;
        this.members = members;
        this.requests = requests;
    }

    /** Makes the event by which a bot comes in. */
    @FunctionalInterface
    interface Arrival {
        Event event(BotRef bot);
    }

    /**
     * Lets a bot in that is not in yet; the event reaches it, too. A request of its own to join is thereby approved.
     *
     * @param label its role in the thread, or null
     * @param by who let it in, if only itself
     * @param fact what the event adds to the newcomer's catch-up, or null
     */
    Mono<Member> admit(
            LaneTransaction lane,
            ThreadState state,
            BotSummary bot,
            String label,
            ThreadActor by,
            Arrival arrival,
            CatchUpFact fact) {
        requireRoom(state);
        long position = lane.nextPosition();
        Member member = new Member(state.id().value(), bot.id(), bot.name(), label, position);
        lane.insertLater(
                MemberRepository.INTO, MemberRepository.joined(lane.org(), member.topic(), bot.id(), position, label));
        ThreadState joined = revised(state.with(state.participants().with(member)), position);
        threads.store(lane, joined);
        lane.append(position, Topic.thread(state.id()), joined.audience(), by.bot(), arrival.event(bot.ref()), fact);
        return requests.decide(
                        lane,
                        lane.org(),
                        state.id(),
                        bot.id(),
                        JoinRequestStatus.APPROVED,
                        by.bot(),
                        Position.millis(position))
                .thenReturn(member);
    }

    private static void requireRoom(ThreadState state) {
        if (state.participants().size() >= MemberRepository.MAX_MEMBERS) {
            throw HubException.of(
                    ErrorCode.CONFLICT, "A thread has at most " + MemberRepository.MAX_MEMBERS + " participants");
        }
    }

    /**
     * Lets a participant out that is not the last one; the event reaches it as well. Emits the position of its leaving.
     */
    Mono<Long> release(LaneTransaction lane, ThreadState state, Member member, ThreadActor by) {
        requireOthers(state);
        long position = lane.nextPosition();
        lane.append(
                position,
                Topic.thread(state.id()),
                state.audience(),
                by.bot(),
                Event.ParticipantChanged.left(state.id(), new BotRef(member.bot(), member.name()), by.name()),
                ThreadFacts.removed(state.thread(), by.name()));
        threads.store(lane, revised(state.with(state.participants().without(member.bot())), position));
        return members.leave(lane, lane.org(), state.id().value(), member.bot(), position)
                .thenReturn(position);
    }

    private static void requireOthers(ThreadState state) {
        if (state.participants().size() == 1) {
            throw HubException.invalid("The last participant cannot leave a thread: close it, or invite another first");
        }
    }

    private static ThreadState revised(ThreadState state, long position) {
        return state.with(new ThreadEdit(state.thread(), Position.millis(position))
                .revised()
                .done());
    }
}
