package dev.parley.server.thread;

import dev.parley.persistence.member.Member;
import dev.parley.protocol.Actor;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.thread.CloseReason;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.server.Via;
import dev.parley.server.audit.Audit;
import dev.parley.server.journal.LaneTransaction;
import org.jspecify.annotations.Nullable;

/**
 * Writes down who did what to a thread.
 *
 * @param by may be null, where the log names no person
 */
record ThreadAudit(
        LaneTransaction lane, ThreadId thread, @Nullable Actor by, Via via) {

    /**
     * @param position dates the row
     * @param namesAndValues fields of the detail in order: name, value, name, value …
     */
    void record(long position, String action, Object... namesAndValues) {
        String name = by == null ? null : by.name();
        Audit.record(lane, position, name, action, "thread", thread, Audit.detail(via, namesAndValues));
    }

    /** That a participant was removed, if only by itself. */
    void removed(long position, Member member, Actor remover) {
        record(
                position,
                "thread.remove_participant",
                "removed_bot_id",
                member.bot(),
                "removed_bot_name",
                member.name(),
                "removed_by",
                remover);
    }

    /**
     * That a thread changed its status.
     *
     * @param reason null for every status but {@code closed}
     */
    void statusChanged(long position, ThreadStatus from, ThreadStatus to, CloseReason reason) {
        record(position, "thread.status_changed", "from", from, "to", to, "close_reason", reason);
    }
}
