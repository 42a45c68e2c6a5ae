package dev.parley.persistence.search;

import java.util.UUID;

/**
 * A text that can be found.
 *
 * @param id what is found, see {@link SearchKind}
 * @param position of the journal entry that brought it
 */
public record SearchDocument(UUID id, long position, String text) {}
