package dev.parley.server.thread;

import dev.parley.persistence.member.Member;
import dev.parley.persistence.thread.JoinRequestRepository;
import dev.parley.protocol.Actor;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.JoinRequestId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.event.Event;
import dev.parley.protocol.thread.JoinRequest;
import dev.parley.protocol.thread.ThreadAction;
import dev.parley.server.Checked;
import dev.parley.server.Via;
import dev.parley.server.auth.Caller;
import dev.parley.server.bot.LaneBots;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.LaneTransaction;
import java.util.List;
import reactor.core.publisher.Mono;

/** Lets participants decide on requests to join their thread, if they may manage it or invite to it. */
public final class JoinDecisions {

    static final int MAX_LISTED = 50;

    private final Journal journal;
    private final LaneThreads threads;
    private final LaneBots bots;
    private final ThreadPermissions permissions;
    private final ThreadMembership membership;
    private final JoinRequests requests;
    private final JoinRequestRepository rows;

    public JoinDecisions(
            Journal journal,
            LaneThreads threads,
            LaneBots bots,
            ThreadPermissions permissions,
            ThreadMembership membership,
            JoinRequests requests,
            JoinRequestRepository rows) {
        this.journal = journal;
        this.threads = threads;
        this.bots = bots;
        this.permissions = permissions;
        this.membership = membership;
        this.requests = requests;
        this.rows = rows;
    }

    /** The pending requests, oldest first. Fails as the gate says or with {@code FORBIDDEN}. */
    Mono<List<JoinRequest>> pending(Caller.Bot caller, ThreadId thread) {
        return journal.append(caller.org(), lane -> requireDecider(lane, caller, thread, ThreadGate.READ)
                .flatMap(state -> rows.listPending(lane, lane.org(), thread, MAX_LISTED)));
    }

    /** Lets the bot in that asked; emits when it came in. Fails as the gate says, with FORBIDDEN or NOT_FOUND. */
    Mono<Member> approve(Caller.Bot caller, ThreadId thread, Checked<JoinRequestId> id) {
        return journal.append(caller.org(), Member.class, lane -> requireDecider(lane, caller, thread, ThreadGate.WRITE)
                .flatMap(state -> requirePending(lane, thread, id.get())
                        .flatMap(request -> approve(lane, state, request, caller.bot()))));
    }

    private Mono<Member> approve(LaneTransaction lane, ThreadState state, JoinRequest request, BotId by) {
        Actor actor = Actor.bot(by);
        return bots.require(lane, request.botId())
                .flatMap(bot -> membership.admit(
                        lane,
                        state,
                        bot,
                        null,
                        ThreadActor.of(by),
                        joined -> Event.ParticipantChanged.joined(state.id(), joined, actor),
                        ThreadFacts.invited(state.thread(), actor)))
                .doOnNext(member -> new ThreadAudit(lane, state.id(), actor, Via.REST)
                        .record(
                                member.joinedPosition(),
                                "thread.join_approved",
                                "approved_bot",
                                request.botId(),
                                "request_id",
                                request.id()));
    }

    /** Turns the bot down that asked. Fails as the gate says, with FORBIDDEN or NOT_FOUND. */
    Mono<JoinRequest> reject(Caller.Bot caller, ThreadId thread, Checked<JoinRequestId> id) {
        return journal.append(
                caller.org(), JoinRequest.class, lane -> requireDecider(lane, caller, thread, ThreadGate.READ)
                        .flatMap(state -> requirePending(lane, thread, id.get())
                                .flatMap(request -> requests.reject(lane, state, request, caller.bot())
                                        .thenReturn(request))));
    }

    private Mono<ThreadState> requireDecider(
            LaneTransaction lane, Caller.Bot caller, ThreadId thread, ThreadGate gate) {
        return threads.require(lane, thread, caller.bot(), gate)
                .delayUntil(state -> mayDecide(lane, state, caller.bot())
                        .filter(may -> may)
                        .switchIfEmpty(Mono.error(JoinDecisions::forbidden)));
    }

    private Mono<Boolean> mayDecide(LaneTransaction lane, ThreadState state, BotId bot) {
        return permissions
                .allows(lane, state, bot, ThreadAction.MANAGE)
                .filter(manages -> manages)
                .switchIfEmpty(Mono.defer(() -> permissions.allows(lane, state, bot, ThreadAction.INVITE)));
    }

    private static HubException forbidden() {
        return HubException.of(
                ErrorCode.FORBIDDEN,
                "Deciding on join requests needs the permission to manage the thread or to invite");
    }

    private Mono<JoinRequest> requirePending(LaneTransaction lane, ThreadId thread, JoinRequestId id) {
        return rows.findPending(lane, lane.org(), thread, id).switchIfEmpty(Mono.error(JoinDecisions::notFound));
    }

    static HubException notFound() {
        return HubException.notFound("Pending join request");
    }
}
