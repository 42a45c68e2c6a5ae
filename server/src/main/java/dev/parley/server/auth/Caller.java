package dev.parley.server.auth;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Scope;
import dev.parley.protocol.bot.AuthRole;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who makes a request, as the authenticator found it; every service method is given one. */
public sealed interface Caller {

    /** The session the caller came with; empty for a bot's own token. */
    Optional<SessionInfo> session();

    /** Whether it came with the session of that {@link SessionInfo#ref}. */
    default boolean hasSession(String ref) {
        return session().filter(session -> session.ref().equals(ref)).isPresent();
    }

    /** Whether it came with the token of that id. */
    default boolean hasToken(UUID id) {
        return this instanceof Bot bot
                && bot.token().filter(token -> token.id().equals(id)).isPresent();
    }

    /**
     * A bot, by token or through its owner's session.
     *
     * @param botName its name when it authenticated
     * @param scopes what the token, or the token its owner logged in with, allows
     * @param session the {@code bot_owner} session, empty for a token
     * @param token empty for a session
     */
    record Bot(
            OrgId org,
            BotId bot,
            String botName,
            AuthRole authRole,
            Set<Scope> scopes,
            Optional<SessionInfo> session,
            Optional<TokenInfo> token)
            implements Caller {}

    /** A person who administers one organisation. */
    record OrgAdmin(OrgId org, Optional<SessionInfo> session) implements Caller {}

    /** The operator of the whole server; belongs to no organisation. */
    record SuperAdmin(Optional<SessionInfo> session) implements Caller {}
}
