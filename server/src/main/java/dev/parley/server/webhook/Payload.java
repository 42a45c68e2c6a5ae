package dev.parley.server.webhook;

import org.jspecify.annotations.Nullable;

/**
 * What is posted.
 *
 * @param id by which a receiver knows it when it comes again: the {@code webhook-id}
 * @param body JSON
 * @param traceparent the header of that name, which tells the receiver to which trace it belongs; null for none
 */
record Payload(String id, String body, @Nullable String traceparent) {

    /** Of no trace. */
    Payload(String id, String body) {
        this(id, body, null);
    }
}
