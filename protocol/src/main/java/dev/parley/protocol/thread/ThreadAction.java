package dev.parley.protocol.thread;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.protocol.WireNames;
import java.util.Optional;

/** What a {@link PermissionPolicy} governs. */
public enum ThreadAction {
    /** Setting the status resolved. */
    RESOLVE,
    /** Setting the status closed. */
    CLOSE,
    /** Adding participants; also deciding on join requests. */
    INVITE,
    /** Removing others; leaving is always allowed. */
    REMOVE,
    /** Messages and artifacts. */
    WRITE,
    /** Changing policy, visibility and join policy; also deciding on join requests. */
    MANAGE;

    private static final WireNames<ThreadAction> NAMES = WireNames.of(ThreadAction.class);

    private final String wireName = WireNames.nameOf(this);

    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** The constant with this wire name, or empty. */
    public static Optional<ThreadAction> parse(String text) {
        return NAMES.find(text);
    }
}
