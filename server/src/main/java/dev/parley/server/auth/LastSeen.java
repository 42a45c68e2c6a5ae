package dev.parley.server.auth;

import dev.parley.persistence.Queries;
import dev.parley.persistence.bot.BotRepository;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * When bots last used their tokens. Kept in memory and written down in batches, so that no request costs a write; holds
 * one entry for each bot seen since the last {@link #flush}.
 */
public final class LastSeen {

    private final Queries database;
    private final BotRepository bots;
    private final Map<BotKey, Long> seen = new ConcurrentHashMap<>();

    public LastSeen(Queries database, BotRepository bots) {
        this.database = database;
        this.bots = bots;
    }

    /** Notes that a bot was here at that time. */
    void touch(OrgId org, BotId bot, long nowMillis) {
        seen.put(new BotKey(org, bot), nowMillis);
    }

    /** The later of what is stored and what was noted here, in ms; null when the bot was never seen. */
    public Long latest(OrgId org, BotId bot, Long stored) {
        Long noted = seen.get(new BotKey(org, bot));
        return noted == null || (stored != null && stored > noted) ? stored : noted;
    }

    /** Writes down what was noted, one statement per organisation; what cannot be written is kept for the next time. */
    public Mono<Void> flush() {
        return Flux.defer(() -> Flux.fromIterable(byOrg(Map.copyOf(seen)).entrySet()))
                .concatMap(org -> flush(org.getKey(), org.getValue()))
                .then();
    }

    private Mono<Void> flush(OrgId org, Map<BotId, Long> noted) {
        return bots.updateLastSeen(database, org, noted)
                .doOnSuccess(written -> noted.forEach((bot, at) -> seen.remove(new BotKey(org, bot), at)))
                .then();
    }

    private static Map<OrgId, Map<BotId, Long>> byOrg(Map<BotKey, Long> noted) {
        Map<OrgId, Map<BotId, Long>> byOrg = new HashMap<>();
        noted.forEach((key, at) ->
                byOrg.computeIfAbsent(key.org(), org -> new HashMap<>()).put(key.bot(), at));
        return byOrg;
    }
}
