package dev.parley.persistence.journal;

import java.util.List;

/**
 * An entry that could be read.
 *
 * @param bytes of its frame, as the database counts them
 */
public record EntrySize(long position, long bytes) {

    /** How many of the first entries make up a page: no more than so many, and so many bytes unless one alone has more. */
    public static int page(List<EntrySize> entries, int limit, long maxBytes) {
        long bytes = 0;
        int count = 0;
        while (count < Math.min(limit, entries.size())) {
            bytes += entries.get(count).bytes();
            if (count > 0 && bytes > maxBytes) {
                break;
            }
            count++;
        }
        return count;
    }
}
