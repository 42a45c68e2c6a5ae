package dev.parley.server.thread;

import dev.parley.protocol.Actor;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.thread.CloseReason;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.server.Via;
import dev.parley.server.audit.Audit;
import dev.parley.server.journal.LaneTransaction;

/** Writes down who did what to a thread. */
record ThreadAudit(LaneTransaction lane, ThreadId thread, Actor by, Via via) {

    /**
     * @param position dates the row
     * @param namesAndValues fields of the detail in order: name, value, name, value …
     */
    void record(long position, String action, Object... namesAndValues) {
        Audit.record(lane, position, by.name(), action, "thread", thread, Audit.detail(via, namesAndValues));
    }

    /** @param reason null for every status but {@code closed} */
    void statusChanged(long position, ThreadStatus from, ThreadStatus to, CloseReason reason) {
        record(position, "thread.status_changed", "from", from, "to", to, "close_reason", reason);
    }
}
