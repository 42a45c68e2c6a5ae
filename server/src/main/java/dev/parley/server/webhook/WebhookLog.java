package dev.parley.server.webhook;

import dev.parley.persistence.Queries;
import dev.parley.persistence.webhook.WebhookLogRepository;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** Shows what became of the deliveries to bots' webhooks; those of a bot without one are none. */
public final class WebhookLog {

    private final Queries database;
    private final WebhookLogRepository log;

    public WebhookLog(Queries database, WebhookLogRepository log) {
        this.database = database;
        this.log = log;
    }

    /** @param before the id of the oldest attempt that is known already */
    Mono<Deliveries> deliveries(Owner owner, Optional<UUID> before, int limit) {
        return log.listAttempts(database, owner.org(), owner.bot(), before.orElse(null), limit + 1)
                .map(found -> Deliveries.of(found, limit));
    }

    /** @param before the position of the oldest one that is known already */
    Mono<DeadLetters> deadLetters(Owner owner, OptionalLong before, int limit) {
        long end = before.orElse(Long.MAX_VALUE);
        return log.listDeadLetters(database, owner.org(), owner.bot(), end, limit + 1)
                .map(found -> DeadLetters.of(found, limit));
    }
}
