package dev.parley.server.webhook;

/**
 * What is posted.
 *
 * @param id by which a receiver knows it when it comes again: the {@code webhook-id}
 * @param body JSON
 */
record Payload(String id, String body) {}
