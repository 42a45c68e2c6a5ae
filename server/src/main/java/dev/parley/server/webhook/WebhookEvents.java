package dev.parley.server.webhook;

import java.util.List;

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

    private WebhookEvents() {}
}
