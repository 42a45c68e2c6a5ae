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
import reactor.core.publisher.Mono;

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
        core.jobs().cleanUp("removing expired tokens", removeExpired(core, tokens));
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

    private static Mono<Void> removeExpired(Core core, TokenRepository tokens) {
        return Batches.all(
                TokenRepository.MAX_DELETED,
                () -> tokens.deleteExpired(core.database(), core.clock().millis()));
    }
}
