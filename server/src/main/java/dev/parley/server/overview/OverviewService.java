package dev.parley.server.overview;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.persistence.Queries;
import dev.parley.persistence.audit.AuditRepository;
import dev.parley.persistence.overview.OverviewRepository;
import dev.parley.protocol.OrgId;
import dev.parley.server.LookupCache;
import dev.parley.server.auth.Caller;
import dev.parley.server.org.OrgContext;
import dev.parley.server.overview.Overview.BotOverview;
import dev.parley.server.overview.Overview.ThreadOverview;
import dev.parley.server.presence.HubPresence;
import dev.parley.server.webhook.WebhookBacklog;
import java.time.Clock;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Tells organisations how they fare: counted every few seconds, however many ask. */
public final class OverviewService {

    private static final int MAX_ORGS = 1_000;
    private static final Duration CACHED_FOR = Duration.ofSeconds(5);
    private static final Duration ACTIVE = Duration.ofHours(24);

    private final Queries database;
    private final OverviewRepository counts;
    private final MessagesPerHour messages;
    private final WebhookBacklog webhooks;
    private final HubPresence presence;
    private final Clock clock;
    private final LookupCache<Question, Overview> cache;

    public OverviewService(
            Queries database,
            OverviewRepository counts,
            AuditRepository audit,
            WebhookBacklog webhooks,
            HubPresence presence,
            Clock clock,
            Ticker ticker) {
        this.database = database;
        this.counts = counts;
        this.messages = new MessagesPerHour(database, audit, clock, ticker);
        this.webhooks = webhooks;
        this.presence = presence;
        this.clock = clock;
        this.cache = new LookupCache<>(MAX_ORGS, CACHED_FOR, ticker, this::count);
    }

    /** Of the caller's organisation; fails with {@code ORG_CONTEXT_REQUIRED}. */
    Mono<Overview> overview(Caller caller, int hours) {
        return cache.get(new Question(OrgContext.require(caller), hours));
    }

    private Mono<Overview> count(Question question) {
        OrgId org = question.org;
        long now = clock.millis();
        return Mono.zip(
                        counts.count(database, org, now - ACTIVE.toMillis()),
                        messages.last(org, question.hours),
                        webhooks.of(org))
                .map(found -> new Overview(
                        now,
                        BotOverview.of(found.getT1(), presence.onlineCount(org)),
                        ThreadOverview.of(found.getT1()),
                        found.getT1().channels(),
                        found.getT2(),
                        found.getT3()));
    }

    private record Question(OrgId org, int hours) {}
}
