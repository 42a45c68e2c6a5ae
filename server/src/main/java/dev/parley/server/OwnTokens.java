package dev.parley.server;

import dev.parley.persistence.bot.BotRepository;
import dev.parley.persistence.token.TokenRepository;
import dev.parley.server.auth.Identities;
import dev.parley.server.auth.LastSeen;
import dev.parley.server.auth.Revocations;
import dev.parley.server.auth.Sessions;
import dev.parley.server.bot.LaneBots;
import dev.parley.server.http.Routes;
import dev.parley.server.token.TokenRoutes;
import dev.parley.server.token.TokenService;

/** The tokens bots make for themselves, put together. */
final class OwnTokens {

    private OwnTokens() {}

    static Routes routes(
            Core core,
            BotRepository bots,
            TokenRepository tokens,
            Identities identities,
            LastSeen lastSeen,
            Sessions sessions,
            Revocations revocations) {
        return new TokenRoutes(new TokenService(
                core.database(),
                tokens,
                core.journal(),
                new LaneBots(bots),
                identities,
                lastSeen,
                sessions,
                revocations,
                core.clock()));
    }
}
