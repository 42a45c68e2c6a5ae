package dev.parley.server.thread;

import dev.parley.protocol.Actor;
import dev.parley.protocol.ThreadId;
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
}
