package dev.parley.server.org;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.server.auth.Caller;
import java.util.Optional;

/** In which organisation a caller acts. */
public final class OrgContext {

    private OrgContext() {}

    /** Empty for a super admin, who belongs to none. */
    public static Optional<OrgId> find(Caller caller) {
        if (caller instanceof Caller.Bot bot) {
            return Optional.of(bot.org());
        }
        return caller instanceof Caller.OrgAdmin admin ? Optional.of(admin.org()) : Optional.empty();
    }

    /** Fails with {@code ORG_CONTEXT_REQUIRED} for a super admin. */
    public static OrgId require(Caller caller) {
        return find(caller)
                .orElseThrow(() -> HubException.of(
                        ErrorCode.ORG_CONTEXT_REQUIRED,
                        "A super admin belongs to no org: log in as an admin of the org for this"));
    }
}
