package dev.parley.server.thread;

import dev.parley.persistence.member.Member;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.PermissionPolicy;
import dev.parley.protocol.thread.ThreadAction;
import dev.parley.server.journal.Audience;
import java.util.List;
import java.util.Objects;

/**
 * A thread and who takes part in it, as its lane remembers it: all that a message must be checked against. Immutable.
 *
 * @param ownPolicy the thread's own policy, or null where the organisation's default holds
 */
public record ThreadState(HubThread thread, Participants participants, PermissionPolicy ownPolicy) {

    static ThreadState of(HubThread thread, List<Member> members) {
        return new ThreadState(thread, Participants.of(members), policyOf(thread));
    }

    private static PermissionPolicy policyOf(HubThread thread) {
        return thread.permissionPolicy() == null ? null : PermissionPolicy.inForce(thread.permissionPolicy(), null);
    }

    public ThreadId id() {
        return thread.id();
    }

    /** The participants, and the administrators who watch the thread. */
    public Audience audience() {
        return new Audience.Bots(participants.bots(), Audience.Admins.SUBSCRIBED);
    }

    /** Whether a participant may do it under the policy given. */
    boolean allows(PermissionPolicy policy, ThreadAction action, BotId bot) {
        String label = participants.find(bot).map(Member::label).orElse(null);
        return policy.allows(action, bot.equals(thread.initiatorId()), label);
    }

    ThreadState with(HubThread changed) {
        boolean samePolicy = Objects.equals(changed.permissionPolicy(), thread.permissionPolicy());
        return new ThreadState(changed, participants, samePolicy ? ownPolicy : policyOf(changed));
    }

    ThreadState with(Participants changed) {
        return new ThreadState(thread, changed, ownPolicy);
    }
}
