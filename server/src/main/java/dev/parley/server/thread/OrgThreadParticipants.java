package dev.parley.server.thread;

import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.member.Member;
import dev.parley.protocol.Actor;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.event.Event;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.server.Via;
import dev.parley.server.bot.LaneBots;
import dev.parley.server.bot.OrgAdministrator;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.LaneTransaction;
import reactor.core.publisher.Mono;

/** Lets administrators put bots into threads and take them out, whatever the threads' policies say. */
public final class OrgThreadParticipants {

    private final Journal journal;
    private final LaneThreads threads;
    private final LaneBots bots;
    private final ThreadMembership membership;

    public OrgThreadParticipants(Journal journal, LaneThreads threads, LaneBots bots, ThreadMembership membership) {
        this.journal = journal;
        this.threads = threads;
        this.bots = bots;
        this.membership = membership;
    }

    /**
     * Fails with NOT_FOUND, THREAD_TERMINAL, VALIDATION_ERROR, NOT_FOUND for the bot, BOT_NOT_ACTIVE or
     * ALREADY_PARTICIPANT. Not audited, as the contract wants it.
     */
    Mono<Member> invite(OrgAdministrator admin, ThreadId thread, OrgInvitation invitation) {
        return journal.append(admin.org(), Member.class, lane -> requireOpen(lane, admin, thread)
                .flatMap(state -> invite(lane, admin, state, invitation)));
    }

    private Mono<ThreadState> requireOpen(LaneTransaction lane, OrgAdministrator admin, ThreadId thread) {
        return admin.check(lane, bots)
                .then(threads.require(lane, thread))
                .doOnNext(state -> requireOpen(state.thread().status()));
    }

    private static void requireOpen(ThreadStatus status) {
        if (status.isTerminal()) {
            throw HubException.of(
                    ErrorCode.THREAD_TERMINAL,
                    "The thread is " + status.wireName() + ": set its status to active before you change who is in it");
        }
    }

    private Mono<Member> invite(
            LaneTransaction lane, OrgAdministrator admin, ThreadState state, OrgInvitation invitation) {
        BotId id = invitation.bot().get();
        invitation.label().check();
        return bots.require(lane, id)
                .doOnNext(ThreadParticipants::requireActive)
                .doOnNext(bot -> requireOutside(state, bot))
                .flatMap(
                        bot -> admit(lane, admin, state, bot, invitation.label().get()));
    }

    private static void requireOutside(ThreadState state, BotSummary bot) {
        if (state.participants().contains(bot.id())) {
            throw HubException.of(
                    ErrorCode.ALREADY_PARTICIPANT, "The bot " + bot.name() + " takes part in the thread already");
        }
    }

    private Mono<Member> admit(
            LaneTransaction lane, OrgAdministrator admin, ThreadState state, BotSummary bot, String label) {
        Actor org = Actor.org(admin.org());
        return membership.admit(
                lane,
                state,
                bot,
                label,
                new ThreadActor(admin.bot().orElse(null), org),
                invited -> label == null
                        ? Event.ParticipantChanged.joined(state.id(), invited, org)
                        : Event.ParticipantChanged.invited(state.id(), invited, org, label),
                ThreadFacts.invited(state.thread(), org));
    }

    /**
     * Fails with NOT_FOUND, THREAD_TERMINAL, NOT_FOUND for the bot or the participant, or VALIDATION_ERROR for the last
     * one.
     *
     * @param bot its id or name
     */
    Mono<Member> remove(OrgAdministrator admin, ThreadId thread, String bot) {
        return journal.append(admin.org(), Member.class, lane -> requireOpen(lane, admin, thread)
                .flatMap(state -> bots.requireByIdOrName(lane, bot)
                        .flatMap(found -> ThreadParticipants.requireIn(state, found))
                        .delayUntil(member -> remove(lane, admin, state, member))));
    }

    private Mono<Long> remove(LaneTransaction lane, OrgAdministrator admin, ThreadState state, Member member) {
        ThreadActor by = new ThreadActor(admin.bot().orElse(null), admin.actor());
        Actor logged = admin.bot().map(Actor::bot).orElse(null);
        return membership.release(lane, state, member, by).doOnNext(position -> new ThreadAudit(
                        lane, state.id(), logged, Via.REST)
                .removed(position, member, by.name()));
    }
}
