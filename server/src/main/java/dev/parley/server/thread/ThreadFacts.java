package dev.parley.server.thread;

import dev.parley.protocol.Actor;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.protocol.thread.Visibility;
import dev.parley.server.journal.CatchUpFact;

/** What the entries of a thread add to the catch-up of its participants. */
final class ThreadFacts {

    /** The topic is the current one and the count is that of the entries, so the entry itself has nothing to add. */
    static final CatchUpFact MESSAGE = new CatchUpFact("thread_message_summary", null);

    private ThreadFacts() {}

    static CatchUpFact invited(HubThread thread, Actor inviter) {
        return new CatchUpFact("thread_invited", new Invited(thread.topic(), inviter));
    }

    /** @param before the thread as it was */
    static CatchUpFact statusChanged(HubThread before, ThreadStatus to, Actor by) {
        return statusChanged(before.topic(), before.status(), to, by);
    }

    /** @param topic of the thread as it was */
    static CatchUpFact statusChanged(String topic, ThreadStatus from, ThreadStatus to, Actor by) {
        return new CatchUpFact("thread_status_changed", new StatusChanged(topic, from, to, by));
    }

    static CatchUpFact removed(HubThread thread, Actor by) {
        return new CatchUpFact("thread_participant_removed", new Removed(thread.topic(), by));
    }

    /** For a bot whose request to join was rejected: it may learn the topic only of a thread that everybody may see. */
    static CatchUpFact turnedAway(HubThread thread, Actor by) {
        String topic = thread.visibility() == Visibility.PUBLIC ? thread.topic() : "";
        return new CatchUpFact("thread_participant_removed", new Removed(topic, by));
    }

    private record Invited(String topic, Actor inviter) {}

    private record StatusChanged(String topic, ThreadStatus from, ThreadStatus to, Actor by) {}

    private record Removed(String topic, Actor removedBy) {}
}
