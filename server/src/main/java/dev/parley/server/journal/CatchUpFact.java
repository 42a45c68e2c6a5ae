package dev.parley.server.journal;

/**
 * What a journal entry adds to the catch-up of those who belong to its topic.
 *
 * @param type wire name of the catch-up event
 * @param facts fields of that event which the entry's columns do not give; a record, or null for none
 */
public record CatchUpFact(String type, Object facts) {}
