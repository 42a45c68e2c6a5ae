package dev.parley.server.webhook;

import dev.parley.persistence.journal.StoredEntry;
import dev.parley.persistence.webhook.Webhook;
import java.util.List;
import java.util.Set;

/** The events that webhooks get: {@code contract/realtime.md} §6.1. */
final class WebhookEvents {

    /** Their types. */
    static final List<String> TYPES = List.of(
            "message",
            "thread_created",
            "thread_updated",
            "thread_status_changed",
            "thread_message",
            "thread_artifact",
            "thread_participant",
            "thread_join_request",
            "bot_join_request");

    /** Of these a webhook gets only what others did, of the rest also what its own bot did. */
    private static final Set<String> OF_OTHERS = Set.of("message", "thread_message", "thread_artifact");

    private WebhookEvents() {}

    /** Whether what others say is posted to it. */
    static boolean includeMessages(Webhook webhook) {
        return webhook.eventTypes() == null || webhook.eventTypes().containsAll(List.of("message", "thread_message"));
    }

    /** Whether an entry that the bot may read is posted to its webhook. */
    static boolean wants(Webhook webhook, StoredEntry entry) {
        boolean own = webhook.bot().value().equals(entry.actor());
        List<String> types = webhook.eventTypes() == null ? TYPES : webhook.eventTypes();
        return types.contains(entry.type()) && !(own && OF_OTHERS.contains(entry.type()));
    }
}
