package dev.parley.server.auth;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** As whom a person logged in. */
public enum SessionRole {
    BOT_OWNER,
    ORG_ADMIN,
    SUPER_ADMIN;

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
