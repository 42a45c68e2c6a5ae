package dev.parley.server.webhook;

import dev.parley.persistence.journal.StoredEntry;
import dev.parley.persistence.webhook.WebhookAttempt;
import dev.parley.persistence.webhook.WebhookDeadLetter;
import dev.parley.persistence.webhook.WebhookDelivery;
import dev.parley.persistence.webhook.WebhookKey;
import dev.parley.persistence.webhook.WebhookProgress;
import dev.parley.protocol.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** One webhook as this node knows it: whether somebody is at work for it, and how far that came beyond what is stored. */
final class Post {

    /** Attempts of one entry from which on a failed one counts: before, the receiver may just be restarting. */
    static final int FAILURE_FROM = 4;

    /** What is told of at most, if more is tried before it is stored. */
    private static final int MAX_LOG = 100;

    private enum Work {
        NONE,
        WAITING,
        RUNNING,
        RUNNING_AND_AGAIN
    }

    private final WebhookKey key;
    private Work work = Work.NONE;

    private UUID id;
    private long position;
    private int attempts;
    private int failures;
    private Long successAt;
    private Long failureAt;
    private List<WebhookAttempt> log = new ArrayList<>();
    private List<WebhookDeadLetter> deadLetters = new ArrayList<>();
    private boolean unstored;

    /** When the oldest entry that waits occurred, ms; 0 for none. */
    private volatile long waitsSince;

    private volatile boolean suspect;
    private volatile boolean degraded;

    Post(WebhookKey key) {
        this.key = key;
    }

    WebhookKey key() {
        return key;
    }

    /** There may be something to do; true when it is to be queued for it. */
    synchronized boolean wake() {
        if (work == Work.NONE) {
            work = Work.WAITING;
            return true;
        }
        if (work == Work.RUNNING) {
            work = Work.RUNNING_AND_AGAIN;
        }
        return false;
    }

    synchronized void began() {
        work = Work.RUNNING;
    }

    /** A turn is over; true when it is to be queued again. */
    synchronized boolean ended(boolean more) {
        boolean again = more || work == Work.RUNNING_AND_AGAIN;
        work = again ? Work.WAITING : Work.NONE;
        return again;
    }

    /**
     * Goes on from what is stored. As long as nobody else has had the lease this node knows better, as it stores what it
     * delivers a moment later.
     */
    synchronized void goOn(WebhookDelivery stored, UUID node) {
        if (!node.equals(stored.leaseOwner()) || !stored.webhook().id().equals(id)) {
            id = stored.webhook().id();
            position = stored.webhook().position();
            attempts = stored.webhook().attempts();
            failures = stored.webhook().status().consecutiveFailures();
            forgetDeeds();
        }
        suspect |= attempts > 0;
        degraded = failures >= WebhookHealth.DEGRADED_FROM;
    }

    synchronized long position() {
        return position;
    }

    synchronized int attempts() {
        return attempts;
    }

    /** Everything up to there is done with; an entry that was tried in vain may have been deleted. */
    synchronized void passed(long upTo) {
        if (upTo > position) {
            position = upTo;
            attempts = 0;
            unstored = true;
        }
    }

    /** Counts an attempt to deliver the next entry. */
    synchronized void tried(StoredEntry entry, Attempt attempt, long nowMillis) {
        attempts++;
        remember(entry, attempt, nowMillis);
        switch (attempt.outcome()) {
            case DELIVERED -> {
                failures = 0;
                successAt = nowMillis;
                done(entry);
            }
            case FAILED -> {
                failures += attempts >= FAILURE_FROM ? 1 : 0;
                failureAt = nowMillis;
            }
            case REFUSED -> {
                failures = 0;
                failureAt = nowMillis;
                giveUp(entry.position(), entry.type(), attempt, nowMillis);
                done(entry);
            }
            case BLOCKED -> {
                giveUp(entry.position(), entry.type(), attempt, nowMillis);
                done(entry);
            }
        }
        degraded = failures >= WebhookHealth.DEGRADED_FROM;
    }

    private void remember(StoredEntry entry, Attempt attempt, long nowMillis) {
        if (log.size() < MAX_LOG) {
            long took = attempt.took().toMillis();
            log.add(new WebhookAttempt(
                    Ids.next(),
                    entry.position(),
                    entry.type(),
                    attempts,
                    attempt.status(),
                    attempt.error(),
                    took,
                    nowMillis - took));
        }
        unstored = true;
    }

    private void giveUp(long at, String type, Attempt attempt, long nowMillis) {
        deadLetters.add(new WebhookDeadLetter(at, type, attempts, attempt.status(), attempt.error(), nowMillis));
    }

    private void done(StoredEntry entry) {
        position = entry.position();
        attempts = 0;
    }

    /** What was to come next has left the journal because of its age. */
    synchronized void expired(long purged, long nowMillis) {
        deadLetters.add(new WebhookDeadLetter(
                purged,
                "expired",
                attempts,
                null,
                "entries up to this position left the journal before they could be delivered",
                nowMillis));
        attempts = 0;
        position = purged;
        unstored = true;
    }

    /** What is to be stored; it counts as stored from now on. */
    synchronized WebhookProgress take() {
        WebhookProgress progress =
                new WebhookProgress(id, position, attempts, failures, successAt, failureAt, log, deadLetters);
        forgetDeeds();
        return progress;
    }

    private void forgetDeeds() {
        successAt = null;
        failureAt = null;
        log = new ArrayList<>();
        deadLetters = new ArrayList<>();
        unstored = false;
    }

    /** That could not be stored; it is stored with what comes next. */
    synchronized void giveBack(WebhookProgress progress) {
        if (progress.id().equals(id)) {
            log.addAll(0, progress.log());
            deadLetters.addAll(0, progress.deadLetters());
            successAt = successAt == null ? progress.successAt() : successAt;
            failureAt = failureAt == null ? progress.failureAt() : failureAt;
            unstored = true;
        }
    }

    synchronized boolean isUnstored() {
        return unstored;
    }

    /** Whether its receiver kept others waiting the last time. */
    boolean isSuspect() {
        return suspect;
    }

    void suspect(boolean slowOrFailed) {
        suspect = slowOrFailed;
    }

    boolean isDegraded() {
        return degraded;
    }

    long waitsSince() {
        return waitsSince;
    }

    void waitsSince(long millis) {
        waitsSince = millis;
    }
}
