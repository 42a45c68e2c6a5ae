package dev.parley.server.org;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.persistence.Queries;
import dev.parley.persistence.org.OrgSettingsRepository;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.org.OrgSettings;
import dev.parley.server.LookupCache;
import dev.parley.server.cluster.Notice;
import dev.parley.server.cluster.Notice.Kind;
import dev.parley.server.cluster.Notices;
import dev.parley.server.journal.LaneTransaction;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** The settings of organisations, mostly from memory: for commands in a lane, and for everybody else. */
public final class OrgSettingsCache {

    private static final int MAX_ORGS = 10_000;
    private static final Duration TTL = Duration.ofSeconds(30);

    private final OrgSettingsRepository repository;
    private final Notices notices;
    private final LookupCache<OrgId, OrgSettings> cache;

    public OrgSettingsCache(Queries database, OrgSettingsRepository repository, Ticker ticker) {
        this(database, repository, ticker, Notices.ALONE);
    }

    /** @param notices tell of what other nodes change, and other nodes of what this one changes */
    public OrgSettingsCache(Queries database, OrgSettingsRepository repository, Ticker ticker, Notices notices) {
        this.repository = repository;
        this.notices = notices;
        this.cache = new LookupCache<>(MAX_ORGS, TTL, ticker, org -> repository.get(database, org));
        notices.hear(Kind.SETTINGS_CHANGED, notice -> cache.forget(notice.orgId()));
        notices.onDoubt(cache::forgetAll);
    }

    /** Current on the node where they are changed; elsewhere as old as a notice, and at most half a minute. */
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
                    lane.replace(OrgSettings.class, lane.org(), changed);
                    lane.afterCommit(() -> changed(changed.orgId()));
                })
                .thenReturn(changed);
    }

    private void changed(OrgId org) {
        cache.forget(org);
        notices.tell(Notice.ofOrg(Kind.SETTINGS_CHANGED, org));
    }
}
