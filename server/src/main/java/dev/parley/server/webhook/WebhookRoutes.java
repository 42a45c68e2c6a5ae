package dev.parley.server.webhook;

import dev.parley.protocol.HubException;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Scope;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Body;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/**
 * A bot's own webhook. Whoever may read what the bot receives may see how its webhook fares; where it is received is up to
 * whoever may do everything, as a webhook gets what no other scope covers together.
 */
public final class WebhookRoutes implements Routes {

    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 200;

    private static final String PATH = "/api/me/webhook";

    private final WebhookService webhooks;
    private final WebhookLog log;
    private final WebhookPing ping;

    public WebhookRoutes(WebhookService webhooks, WebhookLog log, WebhookPing ping) {
        this.webhooks = webhooks;
        this.log = log;
        this.ping = ping;
    }

    @Override
    public void addTo(Router router) {
        Access read = Access.bot(Scope.READ);
        Access full = Access.bot(Scope.FULL);
        router.get(PATH, read, this::show, WebhookDocs.SHOW)
                .put(PATH, full, this::put, WebhookDocs.PUT)
                .delete(PATH, full, this::remove, WebhookDocs.REMOVE)
                .post(PATH + "/secret", full, this::rotate, WebhookDocs.ROTATE)
                .post(PATH + "/test", full, this::test, WebhookDocs.TEST)
                .post(PATH + "/replay", full, this::replay, WebhookDocs.REPLAY)
                .get(PATH + "/deliveries", read, this::deliveries, WebhookDocs.DELIVERIES)
                .get(PATH + "/dead-letters", read, this::deadLetters, WebhookDocs.DEAD_LETTERS);
    }

    private Mono<Reply> show(Call call) {
        return webhooks.show(Owner.itself(call.bot())).map(Reply::ok);
    }

    private Mono<Reply> put(Call call) {
        return call.body()
                .map(PutWebhook::from)
                .flatMap(request -> webhooks.put(Owner.itself(call.bot()), request))
                .map(Reply::ok);
    }

    private Mono<Reply> remove(Call call) {
        return webhooks.remove(Owner.itself(call.bot())).thenReturn(Reply.done());
    }

    private Mono<Reply> rotate(Call call) {
        return call.body()
                .map(RotateSecret::from)
                .flatMap(request -> webhooks.rotate(Owner.itself(call.bot()), request))
                .map(Reply::ok);
    }

    private Mono<Reply> test(Call call) {
        return ping.send(Owner.itself(call.bot())).map(Reply::ok);
    }

    private Mono<Reply> replay(Call call) {
        return call.body()
                .map(WebhookRoutes::position)
                .flatMap(position -> webhooks.replay(Owner.itself(call.bot()), position))
                .map(Reply::ok);
    }

    static long position(Body body) {
        return body.optionalInteger("position", 0, Long.MAX_VALUE)
                .orElseThrow(() -> HubException.invalid(
                        "position is required: delivery goes on with what comes after it, 0 is the beginning"));
    }

    private Mono<Reply> deliveries(Call call) {
        return log.deliveries(Owner.itself(call.bot()), delivery(call), limit(call))
                .map(Reply::ok);
    }

    /** The one a page of deliveries ends before. */
    static Optional<UUID> delivery(Call call) {
        return call.query("before").map(id -> Ids.parse(id)
                .orElseThrow(() -> HubException.invalid("before must be the id of a delivery")));
    }

    private Mono<Reply> deadLetters(Call call) {
        return log.deadLetters(Owner.itself(call.bot()), call.optionalInteger("before"), limit(call))
                .map(Reply::ok);
    }

    static int limit(Call call) {
        return call.limit("limit", DEFAULT_LIMIT, MAX_LIMIT);
    }
}
