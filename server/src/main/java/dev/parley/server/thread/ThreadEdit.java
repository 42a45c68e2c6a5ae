package dev.parley.server.thread;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.parley.protocol.thread.CloseReason;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.JoinPolicy;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.protocol.thread.Visibility;

/** A thread on its way to its next revisions: every change of one group of fields is a revision of its own. */
final class ThreadEdit {

    private final HubThread before;
    private final long now;
    private ThreadStatus status;
    private CloseReason closeReason;
    private Long resolvedAt;
    private String context;
    private String topic;
    private String permissionPolicy;
    private Visibility visibility;
    private JoinPolicy joinPolicy;
    private long revision;
    private long lastActivityAt;

    /** @param now ms, the time of the change */
    ThreadEdit(HubThread before, long now) {
        this.before = before;
        this.now = now;
        status = before.status();
        closeReason = before.closeReason();
        resolvedAt = before.resolvedAt();
        context = before.context();
        topic = before.topic();
        permissionPolicy = before.permissionPolicy();
        visibility = before.visibility();
        joinPolicy = before.joinPolicy();
        revision = before.revision();
        lastActivityAt = before.lastActivityAt();
    }

    /** A change to what belongs to the thread but is kept elsewhere: its participants. */
    @CanIgnoreReturnValue
    ThreadEdit revised() {
        revision++;
        return this;
    }

    /** @param reason why it is closed; null for every other status */
    @CanIgnoreReturnValue
    ThreadEdit status(ThreadStatus to, CloseReason reason) {
        status = to;
        closeReason = reason;
        if (to == ThreadStatus.RESOLVED) {
            resolvedAt = now;
        } else if (to == ThreadStatus.ACTIVE) {
            resolvedAt = null;
        }
        return revised();
    }

    @CanIgnoreReturnValue
    ThreadEdit context(String to) {
        context = to;
        return revised();
    }

    @CanIgnoreReturnValue
    ThreadEdit topic(String to) {
        topic = to;
        return revised();
    }

    @CanIgnoreReturnValue
    ThreadEdit permissionPolicy(String to) {
        permissionPolicy = to;
        return revised();
    }

    /** Both at once, as a private thread allows no join policy but one. */
    @CanIgnoreReturnValue
    ThreadEdit access(Visibility toVisibility, JoinPolicy toJoinPolicy) {
        visibility = toVisibility;
        joinPolicy = toJoinPolicy.under(toVisibility);
        return revised();
    }

    /** Something was said or made in the thread; this is no revision. */
    @CanIgnoreReturnValue
    ThreadEdit active() {
        lastActivityAt = now;
        return this;
    }

    HubThread done() {
        return new HubThread(
                before.id(),
                before.orgId(),
                topic,
                before.tags(),
                status,
                before.initiatorId(),
                before.channelId(),
                context,
                closeReason,
                permissionPolicy,
                visibility,
                joinPolicy,
                revision,
                before.createdAt(),
                revision == before.revision() ? before.updatedAt() : now,
                lastActivityAt,
                resolvedAt);
    }
}
