package dev.parley.server.feed;

import dev.parley.persistence.journal.StoredEntry;
import java.util.List;

/**
 * Some entries in a row.
 *
 * @param position the reader has everything up to here; to be read after next
 * @param hasMore whether there is something beyond it already
 */
public record FeedPage(List<StoredEntry> entries, long position, boolean hasMore) {}
