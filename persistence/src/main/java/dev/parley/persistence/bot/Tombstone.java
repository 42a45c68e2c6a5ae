package dev.parley.persistence.bot;

/**
 * Keeps the name of a deleted bot from being taken.
 *
 * @param deletedAt ms
 */
public record Tombstone(String name, long deletedAt) {}
