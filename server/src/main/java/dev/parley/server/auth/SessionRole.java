package dev.parley.server.auth;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.protocol.WireNames;
import java.time.Duration;

/** As whom a person logged in. */
public enum SessionRole {
    BOT_OWNER(Duration.ofHours(24), 5),
    ORG_ADMIN(Duration.ofHours(8), 5),
    SUPER_ADMIN(Duration.ofHours(4), 3);

    private static final WireNames<SessionRole> NAMES = WireNames.of(SessionRole.class);

    private final String wireName = WireNames.nameOf(this);
    private final Duration ttl;
    private final int limit;

    SessionRole(Duration ttl, int limit) {
        this.ttl = ttl;
        this.limit = limit;
    }

    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** How long a session lasts after the login, and after each use in its second half. */
    Duration ttl() {
        return ttl;
    }

    /** How many sessions one bot, one organisation's administrators or all super admins may have at once. */
    int limit() {
        return limit;
    }

    static SessionRole ofWireName(String name) {
        return NAMES.find(name).orElseThrow();
    }
}
