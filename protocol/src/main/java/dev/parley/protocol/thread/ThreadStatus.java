package dev.parley.protocol.thread;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.protocol.WireNames;
import java.util.Optional;
import java.util.Set;

/** Where a thread stands, and where it may go from there. */
public enum ThreadStatus {
    ACTIVE,
    BLOCKED,
    REVIEWING,
    RESOLVED,
    CLOSED;

    private static final WireNames<ThreadStatus> NAMES = WireNames.of(ThreadStatus.class);

    private final String wireName = WireNames.nameOf(this);

    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** The constant with this wire name, or empty. */
    public static Optional<ThreadStatus> parse(String text) {
        return NAMES.find(text);
    }

    /** Whether the thread is over: it takes no messages, artifacts or participants until it is made active again. */
    public boolean isTerminal() {
        return this == RESOLVED || this == CLOSED;
    }

    /** The statuses a thread may change to from this one; never this one itself. */
    public Set<ThreadStatus> next() {
        return switch (this) {
            case ACTIVE -> Set.of(BLOCKED, REVIEWING, RESOLVED, CLOSED);
            case REVIEWING -> Set.of(ACTIVE, RESOLVED, CLOSED);
            case BLOCKED, RESOLVED, CLOSED -> Set.of(ACTIVE);
        };
    }

    public boolean canBecome(ThreadStatus other) {
        return next().contains(other);
    }
}
