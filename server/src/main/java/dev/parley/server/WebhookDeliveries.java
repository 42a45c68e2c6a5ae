package dev.parley.server;

import dev.parley.persistence.webhook.SqlWebhookDeliveryRepository;
import dev.parley.server.webhook.OutboundAddresses;
import dev.parley.server.webhook.WebhookDispatcher;
import dev.parley.server.webhook.WebhookSender;
import java.time.Duration;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/** Posting events to webhooks, put together. */
record WebhookDeliveries(WebhookSender sender, WebhookDispatcher dispatcher) {

    /** Begins to deliver what waits. */
    static WebhookDeliveries begin(Core core, LoopResources loops) {
        WebhookSender sender = WebhookSender.open(
                loops, OutboundAddresses.of(core.settings().security()), Version.IMPLEMENTATION, core.clock());
        core.closer().add("connections to webhooks", sender.close());
        WebhookDispatcher dispatcher = new WebhookDispatcher(
                core.node(),
                core.database(),
                new SqlWebhookDeliveryRepository(),
                core.feed(),
                sender,
                core.rendering(),
                core.deliveries()::handed,
                core.registry(),
                core.tracer(),
                core.clock());
        core.closer().add("deliveries to webhooks", dispatcher.stop());
        core.presence().onDeath(dispatcher::release);
        core.jobs().every(Duration.ZERO, WebhookDispatcher.VISIT, "looking after webhooks", visits(core, dispatcher));
        core.jobs().every(WebhookDispatcher.SCAN, "looking for webhooks that are due", dispatcher.scan());
        core.jobs().every(WebhookDispatcher.DISCOVER, "looking for new webhooks", dispatcher.discover());
        return new WebhookDeliveries(sender, dispatcher);
    }

    /** The embedded database has no other node: what is held there is left from a crash. */
    private static Mono<Void> visits(Core core, WebhookDispatcher dispatcher) {
        boolean alone = core.settings().database().postgres().isEmpty();
        Mono<Void> once = alone ? dispatcher.takeOver().cache() : Mono.empty();
        return once.then(dispatcher.visitAll());
    }
}
