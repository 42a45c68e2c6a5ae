package dev.parley.server.stats;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.persistence.Database;
import dev.parley.persistence.stats.StatsRepository;
import dev.parley.persistence.stats.StoredCounts;
import dev.parley.server.LookupCache;
import java.time.Clock;
import java.time.Duration;
import java.util.function.IntSupplier;
import reactor.core.publisher.Mono;

/** Tells the world how busy the hub is: counted once a minute, however many ask. */
public final class StatsService {

    private static final Duration CACHED_FOR = Duration.ofSeconds(60);
    private static final Duration ACTIVE = Duration.ofHours(24);

    private final IntSupplier online;
    private final LookupCache<Class<Stats>, Stats> cache;

    /** @param online how many bots are */
    public StatsService(Database database, StatsRepository stored, IntSupplier online, Clock clock, Ticker ticker) {
        this.online = online;
        this.cache = new LookupCache<>(
                1, CACHED_FOR, ticker, only -> stored.count(database, clock.millis() - ACTIVE.toMillis())
                        .map(this::withPresence));
    }

    Mono<Stats> stats() {
        return cache.get(Stats.class);
    }

    private Stats withPresence(StoredCounts counts) {
        return new Stats(
                counts.orgs(),
                counts.bots(),
                online.getAsInt(),
                counts.threads(),
                counts.messages(),
                counts.activeThreads());
    }

    /**
     * How busy the hub is.
     *
     * @param onlineBotCount bots with a connection by token
     * @param messageCount of channels and threads
     * @param activeThreadCount with activity in the last 24 hours
     */
    record Stats(
            long orgCount,
            long botCount,
            long onlineBotCount,
            long threadCount,
            long messageCount,
            long activeThreadCount) {}
}
