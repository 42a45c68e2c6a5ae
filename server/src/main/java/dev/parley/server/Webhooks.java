package dev.parley.server;

import dev.parley.persistence.bot.BotRepository;
import dev.parley.persistence.journal.SqlJournalRepository;
import dev.parley.persistence.webhook.SqlWebhookLogRepository;
import dev.parley.persistence.webhook.SqlWebhookRepository;
import dev.parley.persistence.webhook.WebhookLogRepository;
import dev.parley.persistence.webhook.WebhookRepository;
import dev.parley.server.bot.LaneBots;
import dev.parley.server.http.Routes;
import dev.parley.server.limit.RateLimits;
import dev.parley.server.webhook.OutboundAddresses;
import dev.parley.server.webhook.WebhookChanges;
import dev.parley.server.webhook.WebhookHealthRoutes;
import dev.parley.server.webhook.WebhookHistory;
import dev.parley.server.webhook.WebhookLog;
import dev.parley.server.webhook.WebhookPing;
import dev.parley.server.webhook.WebhookRoutes;
import dev.parley.server.webhook.WebhookSender;
import dev.parley.server.webhook.WebhookService;
import dev.parley.server.webhook.WebhookUrls;
import java.util.List;
import reactor.netty.resources.LoopResources;

/** Where bots' events are posted, put together. */
final class Webhooks {

    private Webhooks() {}

    static List<Routes> routes(Core core, BotRepository bots, RateLimits limits, LoopResources loops) {
        OutboundAddresses addresses = OutboundAddresses.of(core.settings().security());
        WebhookSender sender = WebhookSender.open(loops, addresses, Version.IMPLEMENTATION, core.clock());
        core.closer().add("connections to webhooks", sender.close());
        WebhookRepository webhooks = new SqlWebhookRepository();
        WebhookLogRepository log = new SqlWebhookLogRepository();
        WebhookChanges changes = (org, bot) -> {};
        WebhookService service = new WebhookService(
                core.database(),
                core.journal(),
                new SqlJournalRepository(),
                webhooks,
                new LaneBots(bots),
                new WebhookUrls(addresses),
                changes,
                core.clock());
        WebhookHistory history = new WebhookHistory(core.database(), log, core.clock());
        core.jobs().every(WebhookHistory.PERIOD, "removing old deliveries to webhooks", history.removeOld());
        return List.of(
                new WebhookHealthRoutes(core.database(), webhooks),
                new WebhookRoutes(
                        service,
                        new WebhookLog(core.database(), log),
                        new WebhookPing(core.database(), core.journal(), webhooks, sender, limits, core.clock())));
    }
}
