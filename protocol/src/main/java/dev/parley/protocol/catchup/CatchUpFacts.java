package dev.parley.protocol.catchup;

import dev.parley.protocol.Actor;
import dev.parley.protocol.thread.ThreadStatus;

/**
 * What is only known when something happens: it is kept with the journal entry until a bot that missed it asks, and is
 * then part of the event. So stored values must stay readable.
 */
public sealed interface CatchUpFacts {

    /**
     * Somebody was made a participant.
     *
     * @param topic the thread's at that time
     */
    record Invitation(String topic, Actor inviter) implements CatchUpFacts {}

    /**
     * A thread's status was changed.
     *
     * @param topic the thread's before the request that changed the status
     */
    record StatusChange(String topic, ThreadStatus from, ThreadStatus to, Actor by) implements CatchUpFacts {}

    /** A version was added to an artifact. */
    record ArtifactVersion(String artifactKey, int version) implements CatchUpFacts {}

    /**
     * Somebody left a thread.
     *
     * @param topic the thread's at that time
     * @param removedBy the one who left, when nobody else removed it
     */
    record Removal(String topic, Actor removedBy) implements CatchUpFacts {}
}
