package dev.parley.persistence.thread;

import dev.parley.protocol.ThreadId;
import dev.parley.protocol.thread.ThreadStatus;

/** What there is to tell of a thread that is about to be closed. */
public record OpenThread(ThreadId id, String topic, ThreadStatus status) {}
