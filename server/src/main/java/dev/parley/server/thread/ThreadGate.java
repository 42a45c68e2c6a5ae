package dev.parley.server.thread;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubError;
import dev.parley.protocol.HubException;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.Visibility;

/** The first check of nearly every request about a thread: may this bot know of it, and is it in? Both doors use it. */
public enum ThreadGate {
    /** Lets participants in. */
    READ,
    /** Lets participants in unless the thread is resolved or closed. */
    WRITE;

    /** Fails with {@code NOT_FOUND}, {@code THREAD_CLOSED} or {@code JOIN_REQUIRED}, looked at in this order. */
    public void check(HubThread thread, boolean participant) {
        if (thread.visibility() != Visibility.PUBLIC && !participant) {
            throw notFound();
        }
        if (this == WRITE) {
            requireOpen(thread);
        }
        if (!participant) {
            throw joinRequired(thread.id());
        }
    }

    static HubException notFound() {
        return HubException.notFound("Thread");
    }

    static void requireOpen(HubThread thread) {
        if (thread.status().isTerminal()) {
            throw HubException.of(
                    ErrorCode.THREAD_CLOSED,
                    "The thread is " + thread.status().wireName()
                            + ": a participant can set its status to active again");
        }
    }

    private static HubException joinRequired(ThreadId id) {
        return HubError.of(ErrorCode.JOIN_REQUIRED, "Join the thread first")
                .with("hint", "POST /api/threads/" + id + "/join")
                .asException();
    }
}
