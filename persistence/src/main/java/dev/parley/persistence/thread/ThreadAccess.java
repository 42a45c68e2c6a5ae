package dev.parley.persistence.thread;

import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.protocol.thread.Visibility;

/** What decides whether a bot may look into a thread. */
public record ThreadAccess(Visibility visibility, ThreadStatus status, boolean isParticipant) {}
