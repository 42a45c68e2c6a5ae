package dev.parley.server.thread;

import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.member.Member;
import dev.parley.protocol.Actor;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubError;
import dev.parley.protocol.HubException;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.event.Event;
import dev.parley.protocol.thread.ThreadAction;
import dev.parley.server.Via;
import dev.parley.server.auth.Caller;
import dev.parley.server.bot.LaneBots;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.LaneTransaction;
import reactor.core.publisher.Mono;

/** Invites bots into threads and removes them; the rules of those who come and go by themselves are in {@link Joining}. */
public final class ThreadParticipants {

    private final Journal journal;
    private final LaneThreads threads;
    private final LaneBots bots;
    private final ThreadPermissions permissions;
    private final ThreadMembership membership;

    public ThreadParticipants(
            Journal journal,
            LaneThreads threads,
            LaneBots bots,
            ThreadPermissions permissions,
            ThreadMembership membership) {
        this.journal = journal;
        this.threads = threads;
        this.bots = bots;
        this.permissions = permissions;
        this.membership = membership;
    }

    /** The bot in the thread, and whether it had been in it before. */
    record Invited(Member member, boolean alreadyIn) {}

    /** Fails as the gate says, with FORBIDDEN, for the fields, with NOT_FOUND, BOT_NOT_ACTIVE (REST only) or CONFLICT. */
    Mono<Invited> invite(Caller.Bot caller, ThreadId thread, Invitation invitation, Via via) {
        return journal.append(
                caller.org(), Invited.class, lane -> threads.require(lane, thread, caller.bot(), ThreadGate.WRITE)
                        .delayUntil(state -> require(lane, state, caller.bot(), ThreadAction.INVITE))
                        .flatMap(state -> invite(lane, state, caller.bot(), invitation, via)));
    }

    private Mono<Invited> invite(LaneTransaction lane, ThreadState state, BotId by, Invitation invitation, Via via) {
        String text = invitation.bot().get();
        String label = invitation.label().get();
        return bots.requireByIdOrName(lane, text).flatMap(bot -> {
            if (via == Via.REST) {
                requireActive(bot);
            }
            return state.participants()
                    .find(bot.id())
                    .map(member -> Mono.just(known(member, invitation)))
                    .orElseGet(() -> admit(lane, state, bot, label, by, via));
        });
    }

    /** Not over the WebSocket: there a bot that waits for its approval may be invited in advance. */
    static void requireActive(BotSummary bot) {
        if (!bot.isActive()) {
            throw HubError.of(ErrorCode.BOT_NOT_ACTIVE, "The bot " + bot.name() + " is not active in this organisation")
                    .withStatus(400)
                    .asException();
        }
    }

    private static Invited known(Member member, Invitation invitation) {
        if (invitation.setsLabel()) {
            throw HubException.of(
                    ErrorCode.CONFLICT, "The bot takes part already; its label cannot be changed, leave label out");
        }
        return new Invited(member, true);
    }

    private Mono<Invited> admit(
            LaneTransaction lane, ThreadState state, BotSummary bot, String label, BotId by, Via via) {
        Actor actor = Actor.bot(by);
        return membership
                .admit(
                        lane,
                        state,
                        bot,
                        label,
                        ThreadActor.of(by),
                        invited -> Event.ParticipantChanged.invited(state.id(), invited, actor, label),
                        ThreadFacts.invited(state.thread(), actor))
                .doOnNext(member -> new ThreadAudit(lane, state.id(), actor, via)
                        .record(
                                member.joinedPosition(),
                                "thread.invite",
                                "invited_bot_id",
                                bot.id(),
                                "invited_bot_name",
                                bot.name()))
                .map(member -> new Invited(member, false));
    }

    /** Who was removed, and when in ms. */
    record Removed(BotId bot, long at) {}

    /** Fails as the gate says, with NOT_FOUND or FORBIDDEN, or with VALIDATION_ERROR for the last participant. */
    Mono<Removed> remove(Caller.Bot caller, ThreadId thread, String bot, Via via) {
        return journal.append(
                caller.org(), Removed.class, lane -> threads.require(lane, thread, caller.bot(), ThreadGate.WRITE)
                        .flatMap(state -> bots.requireByIdOrName(lane, bot)
                                .flatMap(found -> requireRemovable(lane, state, caller.bot(), found, via))
                                .flatMap(member -> remove(lane, state, member, caller.bot(), via))));
    }

    /** REST looks at the permission first, the WebSocket at whether there is somebody to remove. */
    private Mono<Member> requireRemovable(LaneTransaction lane, ThreadState state, BotId by, BotSummary bot, Via via) {
        Mono<Member> member = requireIn(state, bot);
        Mono<Boolean> permission =
                bot.id().equals(by) ? Mono.just(true) : require(lane, state, by, ThreadAction.REMOVE);
        return via == Via.REST ? permission.then(member) : member.delayUntil(found -> permission);
    }

    static Mono<Member> requireIn(ThreadState state, BotSummary bot) {
        return Mono.justOrEmpty(state.participants().find(bot.id()))
                .switchIfEmpty(Mono.error(() -> HubException.notFound("Participant " + bot.name())));
    }

    private Mono<Removed> remove(LaneTransaction lane, ThreadState state, Member member, BotId by, Via via) {
        return membership
                .release(lane, state, member, ThreadActor.of(by))
                .doOnNext(position ->
                        new ThreadAudit(lane, state.id(), Actor.bot(by), via).removed(position, member, Actor.bot(by)))
                .map(position -> new Removed(member.bot(), Position.millis(position)));
    }

    private Mono<Boolean> require(LaneTransaction lane, ThreadState state, BotId bot, ThreadAction action) {
        return permissions
                .allows(lane, state, bot, action)
                .filter(may -> may)
                .switchIfEmpty(Mono.error(() -> HubException.of(
                        ErrorCode.FORBIDDEN,
                        "The thread's permission policy does not let you " + action.wireName() + " participants")));
    }
}
