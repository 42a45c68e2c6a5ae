package dev.parley.server.auth;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Scope;
import java.util.Optional;
import java.util.Set;

/**
 * What a live session cookie stands for. It says who logged in, not that they may still act: a session outlives the
 * suspension of its organisation and the deletion of its bot, which {@link Authenticator#authenticate} looks at.
 *
 * @param org empty for a super admin
 * @param bot only for a bot owner
 * @param scopes what the token at login allowed; empty unless the role is bot owner
 */
public record Session(
        SessionInfo info, SessionRole role, Optional<OrgId> org, Optional<BotId> bot, Set<Scope> scopes) {}
