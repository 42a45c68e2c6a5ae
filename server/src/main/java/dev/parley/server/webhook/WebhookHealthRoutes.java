package dev.parley.server.webhook;

import dev.parley.persistence.Queries;
import dev.parley.persistence.webhook.WebhookRepository;
import dev.parley.protocol.HubException;
import dev.parley.protocol.Scope;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import dev.parley.server.org.OrgContext;
import reactor.core.publisher.Mono;

/** Shows an organisation how its bots' webhooks fare. */
public final class WebhookHealthRoutes implements Routes {

    private final Queries database;
    private final WebhookRepository webhooks;

    public WebhookHealthRoutes(Queries database, WebhookRepository webhooks) {
        this.database = database;
        this.webhooks = webhooks;
    }

    @Override
    public void addTo(Router router) {
        router.get("/api/bots/{name}/webhook/health", Access.orgOrBot(Scope.READ), this::health, WebhookHealth.DOCS);
    }

    private Mono<Reply> health(Call call) {
        return webhooks.findStatus(database, OrgContext.require(call.caller()), call.parameter("name"))
                .switchIfEmpty(Mono.error(() -> HubException.notFound("Bot")))
                .map(status -> Reply.ok(WebhookHealth.of(status)));
    }
}
