package dev.parley.persistence.thread;

import dev.parley.protocol.thread.HubThread;

/** A thread as one bot finds it in its organisation. */
public record VisibleThread(HubThread thread, boolean isParticipant) {}
