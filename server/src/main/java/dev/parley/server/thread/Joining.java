package dev.parley.server.thread;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.member.Member;
import dev.parley.protocol.Actor;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.JoinRequestId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.event.Event;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.Visibility;
import dev.parley.server.Via;
import dev.parley.server.auth.Caller;
import dev.parley.server.bot.LaneBots;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.LaneTransaction;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Bots that come to a thread, and leave it, of their own accord. */
public final class Joining {

    private final Journal journal;
    private final LaneThreads threads;
    private final LaneBots bots;
    private final JoinRequests requests;
    private final ThreadMembership membership;

    public Joining(
            Journal journal, LaneThreads threads, LaneBots bots, JoinRequests requests, ThreadMembership membership) {
        this.journal = journal;
        this.threads = threads;
        this.bots = bots;
        this.requests = requests;
        this.membership = membership;
    }

    /** What became of the wish to join. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME)
    sealed interface Outcome {

        /**
         * The bot is now a participant.
         *
         * @param at since when, in ms
         */
        record Joined(long at) implements Outcome {}

        /**
         * The bot was a participant before.
         *
         * @param since when, in ms
         */
        record AlreadyIn(long since) implements Outcome {}

        record Pending(JoinRequestId request) implements Outcome {}
    }

    /** Fails with {@code NOT_FOUND}, {@code THREAD_CLOSED}, {@code INVITE_ONLY} or {@code ALREADY_REQUESTED}. */
    Mono<Outcome> join(Caller.Bot caller, ThreadId thread, Via via) {
        return journal.append(caller.org(), Outcome.class, lane -> threads.require(lane, thread)
                .flatMap(state -> joinOnce(lane, state, caller.bot(), via)));
    }

    private Mono<Outcome> joinOnce(LaneTransaction lane, ThreadState state, BotId bot, Via via) {
        Optional<Member> member = state.participants().find(bot);
        requireJoinable(state.thread(), member.isPresent());
        return member.isPresent()
                ? Mono.just(new Outcome.AlreadyIn(member.get().joinedAt()))
                : join(lane, state, bot, via);
    }

    /** Whoever knows the id of a thread may join it, unless it is private: that one does not exist for strangers. */
    private static void requireJoinable(HubThread thread, boolean in) {
        if (thread.visibility() == Visibility.PRIVATE && !in) {
            throw ThreadGate.notFound();
        }
        ThreadGate.requireOpen(thread.status());
    }

    private Mono<Outcome> join(LaneTransaction lane, ThreadState state, BotId id, Via via) {
        return bots.require(lane, id).flatMap(bot -> switch (state.thread().joinPolicy()) {
            case OPEN -> admit(lane, state, bot, via);
            case APPROVAL -> requests.ask(lane, state, bot, via).map(Outcome.Pending::new);
            case INVITE_ONLY ->
                Mono.error(HubException.of(
                        ErrorCode.INVITE_ONLY, "This thread is by invitation only: ask a participant to invite you"));
        });
    }

    private Mono<Outcome> admit(LaneTransaction lane, ThreadState state, BotSummary bot, Via via) {
        Actor itself = Actor.bot(bot.id());
        return membership
                .admit(
                        lane,
                        state,
                        bot,
                        null,
                        ThreadActor.of(bot.id()),
                        joined -> Event.ParticipantChanged.joined(state.id(), joined, itself),
                        null)
                .doOnNext(member ->
                        new ThreadAudit(lane, state.id(), itself, via).record(member.joinedPosition(), "thread.join"))
                .map(member -> new Outcome.Joined(member.joinedAt()));
    }

    /**
     * Leaves over the WebSocket; REST has bots remove themselves. Emits when, in ms. Fails as the gate says, and for the
     * last participant.
     */
    Mono<Long> leave(Caller.Bot caller, ThreadId thread) {
        return journal.append(
                caller.org(), Long.class, lane -> threads.require(lane, thread, caller.bot(), ThreadGate.WRITE)
                        .flatMap(state -> leave(lane, state, caller.bot())));
    }

    private Mono<Long> leave(LaneTransaction lane, ThreadState state, BotId bot) {
        Member member = state.participants().find(bot).orElseThrow();
        return membership
                .release(lane, state, member, ThreadActor.of(bot))
                .doOnNext(position ->
                        new ThreadAudit(lane, state.id(), Actor.bot(bot), Via.WS).record(position, "thread.leave"))
                .map(Position::millis);
    }
}
