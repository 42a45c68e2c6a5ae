package dev.parley.server.limit;

/**
 * How much each bot of an organisation may do.
 *
 * @param messagesPerMinute direct and thread messages together
 * @param threadsPerHour threads it creates
 */
public record Limits(long messagesPerMinute, long threadsPerHour) {}
