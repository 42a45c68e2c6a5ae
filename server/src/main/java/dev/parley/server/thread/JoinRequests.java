package dev.parley.server.thread;

import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.member.MemberRepository;
import dev.parley.persistence.thread.JoinRequestRepository;
import dev.parley.protocol.Actor;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubError;
import dev.parley.protocol.HubException;
import dev.parley.protocol.JoinRequestId;
import dev.parley.protocol.bot.BotRef;
import dev.parley.protocol.event.Event;
import dev.parley.protocol.thread.JoinRequest;
import dev.parley.protocol.thread.JoinRequestStatus;
import dev.parley.server.Via;
import dev.parley.server.journal.Audience;
import dev.parley.server.journal.LaneTransaction;
import dev.parley.server.journal.Topic;
import java.util.HashSet;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Requests of bots to join threads that need approval, from asking to being turned down, within the lane. */
public final class JoinRequests {

    private final JoinRequestRepository requests;

    public JoinRequests(JoinRequestRepository requests) {
        this.requests = requests;
    }

    /** Asks for a bot that is not in; fails with {@code ALREADY_REQUESTED} and the {@code request_id}. */
    Mono<JoinRequestId> ask(LaneTransaction lane, ThreadState state, BotSummary bot, Via via) {
        return requests.findPending(lane, lane.org(), state.id(), bot.id())
                .flatMap(pending -> Mono.<JoinRequestId>error(alreadyRequested(pending)))
                .switchIfEmpty(Mono.fromSupplier(() -> store(lane, state, bot, via)));
    }

    private static HubException alreadyRequested(JoinRequest pending) {
        return HubError.of(ErrorCode.ALREADY_REQUESTED, "You asked to join before; wait for a participant to decide")
                .with("request_id", pending.id())
                .asException();
    }

    private static JoinRequestId store(LaneTransaction lane, ThreadState state, BotSummary bot, Via via) {
        long position = lane.nextPosition();
        JoinRequest request = new JoinRequest(
                JoinRequestId.next(),
                state.id(),
                bot.id(),
                JoinRequestStatus.PENDING,
                Position.millis(position),
                null,
                null,
                bot.name());
        lane.insertLater(JoinRequestRepository.INTO, JoinRequestRepository.row(lane.org(), request));
        lane.append(
                position,
                Topic.thread(state.id()),
                state.audience(),
                bot.id(),
                new Event.JoinRequested(state.id(), request.id(), bot.id(), bot.name()));
        new ThreadAudit(lane, state.id(), Actor.bot(bot.id()), via).record(position, "thread.join_requested");
        return request.id();
    }

    /** Turns everybody down who asked: nobody may join by asking any more. */
    Mono<Void> rejectAll(LaneTransaction lane, ThreadState state, BotId by) {
        return requests.listPending(lane, lane.org(), state.id(), MemberRepository.MAX_MEMBERS)
                .flatMapMany(Flux::fromIterable)
                .concatMap(request -> reject(lane, state, request, by))
                .then();
    }

    /**
     * To clients it is as if the bot were removed, which it hears of itself: for that, it belongs to the thread for the
     * one entry that says so.
     */
    Mono<Void> reject(LaneTransaction lane, ThreadState state, JoinRequest request, BotId by) {
        long position = lane.nextPosition();
        Actor actor = Actor.bot(by);
        BotRef bot = new BotRef(request.botId(), request.botName());
        lane.append(
                position,
                Topic.thread(state.id()),
                audienceWith(state, bot.id()),
                by,
                Event.ParticipantChanged.left(state.id(), bot, actor),
                ThreadFacts.turnedAway(state.thread(), actor));
        lane.insertLater(
                MemberRepository.PASSED_BY,
                MemberRepository.passedBy(lane.org(), state.id().value(), bot.id(), position));
        new ThreadAudit(lane, state.id(), actor, Via.REST)
                .record(position, "thread.join_rejected", "rejected_bot", bot.id(), "request_id", request.id());
        return requests.decide(
                        lane,
                        lane.org(),
                        state.id(),
                        bot.id(),
                        JoinRequestStatus.REJECTED,
                        by,
                        Position.millis(position))
                .then();
    }

    private static Audience audienceWith(ThreadState state, BotId outsider) {
        Set<BotId> bots = new HashSet<>(state.participants().bots());
        bots.add(outsider);
        return new Audience.Bots(Set.copyOf(bots), Audience.Admins.SUBSCRIBED);
    }
}
