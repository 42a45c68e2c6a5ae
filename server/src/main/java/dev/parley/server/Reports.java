package dev.parley.server;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.persistence.audit.SqlAuditRepository;
import dev.parley.persistence.overview.SqlOverviewRepository;
import dev.parley.persistence.stats.SqlStatsRepository;
import dev.parley.persistence.webhook.SqlWebhookDeliveryRepository;
import dev.parley.persistence.webhook.SqlWebhookRepository;
import dev.parley.server.audit.AuditLog;
import dev.parley.server.audit.AuditRoutes;
import dev.parley.server.http.Routes;
import dev.parley.server.overview.OverviewRoutes;
import dev.parley.server.overview.OverviewService;
import dev.parley.server.skill.SkillRoutes;
import dev.parley.server.stats.StatsRoutes;
import dev.parley.server.stats.StatsService;
import dev.parley.server.webhook.WebhookBacklog;
import java.util.List;

/** What the hub tells of itself: to organisations what was done, to the world how busy it is and how to use it. */
final class Reports {

    private Reports() {}

    static List<Routes> routes(Core core) {
        AuditLog log = new AuditLog(core.database(), new SqlAuditRepository(), core.clock());
        StatsService stats = new StatsService(
                core.database(),
                new SqlStatsRepository(),
                core.presence()::onlineCount,
                core.clock(),
                Ticker.systemTicker());
        return List.of(
                overview(core),
                new AuditRoutes(log),
                core.search().routes(),
                new StatsRoutes(stats, core.settings().http().environmentName(), core.clock()),
                new SkillRoutes());
    }

    private static OverviewRoutes overview(Core core) {
        WebhookBacklog webhooks = new WebhookBacklog(
                core.database(), new SqlWebhookRepository(), new SqlWebhookDeliveryRepository(), core.feed());
        return new OverviewRoutes(new OverviewService(
                core.database(),
                new SqlOverviewRepository(),
                new SqlAuditRepository(),
                webhooks,
                core.presence(),
                core.clock(),
                Ticker.systemTicker()));
    }
}
