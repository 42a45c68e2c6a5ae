package dev.parley.persistence.journal;

/**
 * From where to where a journal reaches.
 *
 * @param epoch names the history that its positions belong to
 * @param position of the last entry; it may also be a little beyond it
 * @param purgedPosition up to here entries may be gone because of their age; 0 when none are
 */
public record JournalReach(String epoch, long position, long purgedPosition) {}
