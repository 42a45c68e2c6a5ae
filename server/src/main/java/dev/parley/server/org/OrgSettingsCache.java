package dev.parley.server.org;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.persistence.Queries;
import dev.parley.persistence.org.OrgSettingsRepository;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.org.OrgSettings;
import dev.parley.server.LookupCache;
import dev.parley.server.journal.LaneTransaction;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** The settings of organisations, mostly from memory: for commands in a lane, and for everybody else. */
public final class OrgSettingsCache {

    private static final int MAX_ORGS = 10_000;
    private static final Duration TTL = Duration.ofSeconds(30);

    private final OrgSettingsRepository repository;
    private final LookupCache<OrgId, OrgSettings> cache;

    public OrgSettingsCache(Queries database, OrgSettingsRepository repository, Ticker ticker) {
        this.repository = repository;
        this.cache = new LookupCache<>(MAX_ORGS, TTL, ticker, org -> repository.get(database, org));
    }

    /** Current on the node where they are changed; elsewhere at most half a minute old. */
    public Mono<OrgSettings> settings(OrgId org) {
        return cache.get(org);
    }

    /** Exactly as they are at this point of the organisation's journal. */
    public Mono<OrgSettings> inLane(LaneTransaction lane) {
        return lane.recall(OrgSettings.class, lane.org(), repository.get(lane, lane.org()));
    }

    /** Changes the settings of the lane's organisation. */
    Mono<OrgSettings> save(LaneTransaction lane, OrgSettings changed) {
        return repository
                .save(lane, changed)
                .doOnSuccess(saved -> {
                    lane.remember(OrgSettings.class, lane.org(), changed);
                    lane.afterCommit(() -> cache.forget(changed.orgId()));
                })
                .thenReturn(changed);
    }
}
