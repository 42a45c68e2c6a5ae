package dev.parley.server;

import dev.parley.persistence.bot.BotRepository;
import dev.parley.persistence.journal.SqlJournalRepository;
import dev.parley.persistence.webhook.SqlWebhookDeliveryRepository;
import dev.parley.persistence.webhook.SqlWebhookLogRepository;
import dev.parley.persistence.webhook.SqlWebhookRepository;
import dev.parley.persistence.webhook.WebhookLogRepository;
import dev.parley.persistence.webhook.WebhookRepository;
import dev.parley.server.bot.LaneBots;
import dev.parley.server.http.Routes;
import dev.parley.server.limit.RateLimits;
import dev.parley.server.webhook.OrgWebhookRoutes;
import dev.parley.server.webhook.OutboundAddresses;
import dev.parley.server.webhook.WebhookHealthRoutes;
import dev.parley.server.webhook.WebhookHistory;
import dev.parley.server.webhook.WebhookLog;
import dev.parley.server.webhook.WebhookPing;
import dev.parley.server.webhook.WebhookRoutes;
import dev.parley.server.webhook.WebhookService;
import dev.parley.server.webhook.WebhookUrls;
import java.util.List;

/** Where bots' events are posted, put together. */
final class Webhooks {

    private Webhooks() {}

    static List<Routes> routes(Core core, BotRepository bots, RateLimits limits, WebhookDeliveries deliveries) {
        WebhookRepository webhooks = new SqlWebhookRepository();
        WebhookLogRepository log = new SqlWebhookLogRepository();
        WebhookService service = new WebhookService(
                core.database(),
                core.journal(),
                new SqlJournalRepository(),
                webhooks,
                new LaneBots(bots),
                new WebhookUrls(OutboundAddresses.of(core.settings().security())),
                deliveries.dispatcher()::changed,
                core.clock());
        WebhookHistory history =
                new WebhookHistory(core.database(), new SqlWebhookDeliveryRepository(), log, core.clock());
        core.jobs()
                .inTurn(
                        WebhookHistory.PERIOD,
                        WebhookHistory.PERIOD,
                        "removing old deliveries to webhooks",
                        history.removeOld());
        WebhookLog shown = new WebhookLog(core.database(), log);
        WebhookPing ping =
                new WebhookPing(core.database(), core.journal(), webhooks, deliveries.sender(), limits, core.clock());
        return List.of(
                new WebhookHealthRoutes(core.database(), webhooks),
                new WebhookRoutes(service, shown, ping),
                new OrgWebhookRoutes(core.database(), new LaneBots(bots), service, shown, ping));
    }
}
