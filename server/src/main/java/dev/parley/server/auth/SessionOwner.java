package dev.parley.server.auth;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Scope;
import java.util.List;
import java.util.Optional;

/**
 * Who logs in, as their session will remember.
 *
 * @param org null for a super admin
 * @param bot null unless the role is bot owner, as are the next two
 * @param ownerName the person's name, or null
 * @param scopes what the token allows
 * @param token the scoped token, with which the session ends; empty for the bot's own
 */
record SessionOwner(
        SessionRole role, OrgId org, BotId bot, String ownerName, List<Scope> scopes, Optional<TokenInfo> token) {

    static SessionOwner orgAdmin(OrgId org) {
        return new SessionOwner(SessionRole.ORG_ADMIN, org, null, null, null, Optional.empty());
    }

    static SessionOwner superAdmin() {
        return new SessionOwner(SessionRole.SUPER_ADMIN, null, null, null, null, Optional.empty());
    }
}
