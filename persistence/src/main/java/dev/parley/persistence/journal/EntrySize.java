package dev.parley.persistence.journal;

/**
 * An entry that could be read.
 *
 * @param bytes of its frame, as the database counts them
 */
public record EntrySize(long position, long bytes) {}
