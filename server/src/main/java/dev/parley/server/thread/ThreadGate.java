package dev.parley.server.thread;

import dev.parley.persistence.thread.ThreadAccess;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubError;
import dev.parley.protocol.HubException;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.protocol.thread.Visibility;

/** The first check of nearly every request about a thread: may this bot know of it, and is it in? Both doors use it. */
public enum ThreadGate {
    /** Lets participants in. */
    READ,
    /** Lets participants in unless the thread is resolved or closed. */
    WRITE;

    /** Fails with {@code NOT_FOUND}, {@code THREAD_CLOSED} or {@code JOIN_REQUIRED}, looked at in this order. */
    public void check(ThreadId id, ThreadAccess access) {
        if (access.visibility() != Visibility.PUBLIC && !access.isParticipant()) {
            throw notFound();
        }
        if (this == WRITE) {
            requireOpen(access.status());
        }
        if (!access.isParticipant()) {
            throw joinRequired(id);
        }
    }

    /** As above, for a thread that is at hand. */
    public void check(HubThread thread, boolean participant) {
        check(thread.id(), new ThreadAccess(thread.visibility(), thread.status(), participant));
    }

    static HubException notFound() {
        return HubException.notFound("Thread");
    }

    static void requireOpen(ThreadStatus status) {
        if (status.isTerminal()) {
            throw HubException.of(
                    ErrorCode.THREAD_CLOSED,
                    "The thread is " + status.wireName() + ": a participant can set its status to active again");
        }
    }

    private static HubException joinRequired(ThreadId id) {
        return HubError.of(ErrorCode.JOIN_REQUIRED, "Join the thread first")
                .with("hint", "POST /api/threads/" + id + "/join")
                .asException();
    }
}
