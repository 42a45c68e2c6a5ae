package dev.parley.server.auth;

import dev.parley.persistence.Queries;
import dev.parley.persistence.bot.BotRepository;
import dev.parley.persistence.token.TokenRepository;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import reactor.core.publisher.Mono;

/** When bots were last here, and when each of their tokens was last used; written down by {@link #flush}. */
public final class LastSeen {

    private final LatestTimes<BotId> bots;
    private final LatestTimes<String> tokens;

    /** @param identities forget every bot whose time was written down; other nodes may show an older time for half a minute */
    public LastSeen(Queries database, BotRepository bots, TokenRepository tokens, Identities identities) {
        this.bots = new LatestTimes<>((org, times) -> bots.updateLastSeen(database, org, times)
                .doOnSuccess(written -> times.keySet().forEach(bot -> identities.forgetProfile(org, bot))));
        this.tokens = new LatestTimes<>((org, times) -> tokens.updateLastUsed(database, org, times));
    }

    /** Notes that a bot was here at that time. */
    void touch(OrgId org, BotId bot, long nowMillis) {
        bots.note(org, bot, nowMillis);
    }

    /** Notes that the token with that hash was used at that time. */
    void used(OrgId org, String tokenHash, long nowMillis) {
        tokens.note(org, tokenHash, nowMillis);
    }

    /** The later of what is stored and what was noted here, in ms; null when the bot was never seen. */
    public Long latest(OrgId org, BotId bot, Long stored) {
        return bots.latest(org, bot, stored);
    }

    /** As {@link #latest}, of the token with that hash. */
    public Long latestUse(OrgId org, String tokenHash, Long stored) {
        return tokens.latest(org, tokenHash, stored);
    }

    /** Writes down what was noted; what cannot be written is kept for the next time. */
    public Mono<Void> flush() {
        return bots.flush().then(tokens.flush());
    }
}
