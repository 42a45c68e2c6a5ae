package dev.parley.server.webhook;

import dev.parley.persistence.Queries;
import dev.parley.server.auth.Access;
import dev.parley.server.bot.LaneBots;
import dev.parley.server.bot.OrgAdministrator;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The webhooks of an organisation's bots, for those who administer it: how they fare, and what can be done when they do not. */
public final class OrgWebhookRoutes implements Routes {

    private static final String PATH = "/api/org/bots/{bot_id}/webhook";

    private final Queries database;
    private final LaneBots bots;
    private final WebhookService webhooks;
    private final WebhookLog log;
    private final WebhookPing ping;

    public OrgWebhookRoutes(
            Queries database, LaneBots bots, WebhookService webhooks, WebhookLog log, WebhookPing ping) {
        this.database = database;
        this.bots = bots;
        this.webhooks = webhooks;
        this.log = log;
        this.ping = ping;
    }

    @Override
    public void addTo(Router router) {
        Access admin = Access.orgAdmin();
        router.get(PATH, admin, this::show, OrgWebhookDocs.SHOW)
                .post(PATH + "/test", admin, this::test, OrgWebhookDocs.TEST)
                .post(PATH + "/replay", admin, this::replay, OrgWebhookDocs.REPLAY)
                .get(PATH + "/deliveries", admin, this::deliveries, OrgWebhookDocs.DELIVERIES)
                .get(PATH + "/dead-letters", admin, this::deadLetters, OrgWebhookDocs.DEAD_LETTERS);
    }

    private Mono<Reply> show(Call call) {
        return owner(call)
                .flatMap(webhooks::show)
                .map(OwnWebhook::forAdministrators)
                .map(Reply::ok);
    }

    private Mono<Reply> test(Call call) {
        return owner(call).flatMap(ping::send).map(Reply::ok);
    }

    private Mono<Reply> replay(Call call) {
        return call.body()
                .map(WebhookRoutes::position)
                .flatMap(position -> owner(call).flatMap(owner -> webhooks.replay(owner, position)))
                .map(OwnWebhook::forAdministrators)
                .map(Reply::ok);
    }

    private Mono<Reply> deliveries(Call call) {
        Optional<UUID> before = WebhookRoutes.delivery(call);
        return owner(call)
                .flatMap(owner -> log.deliveries(owner, before, WebhookRoutes.limit(call)))
                .map(Reply::ok);
    }

    private Mono<Reply> deadLetters(Call call) {
        OptionalLong before = call.optionalInteger("before");
        return owner(call)
                .flatMap(owner -> log.deadLetters(owner, before, WebhookRoutes.limit(call)))
                .map(Reply::ok);
    }

    /** Fails with {@code NOT_FOUND} when the caller's organisation has no such bot. */
    private Mono<Owner> owner(Call call) {
        OrgAdministrator admin = OrgAdministrator.of(call.caller(), "Bot");
        return bots.requireOutside(database, admin.org(), OrgAdministrator.bot(call, "bot_id"))
                .map(bot -> Owner.administered(admin, bot));
    }
}
