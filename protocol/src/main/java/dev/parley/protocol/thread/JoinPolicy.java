package dev.parley.protocol.thread;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.protocol.WireNames;
import java.util.Optional;

/** How a bot that was not invited gets into a thread. */
public enum JoinPolicy {
    OPEN,
    APPROVAL,
    INVITE_ONLY;

    private static final WireNames<JoinPolicy> NAMES = WireNames.of(JoinPolicy.class);

    private final String wireName = WireNames.nameOf(this);

    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** The constant with this wire name, or empty. */
    public static Optional<JoinPolicy> parse(String text) {
        return NAMES.find(text);
    }

    /** The policy a thread with this one really has: a private thread is always by invitation only. */
    public JoinPolicy under(Visibility visibility) {
        return visibility == Visibility.PRIVATE ? INVITE_ONLY : this;
    }
}
