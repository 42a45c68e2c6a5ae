package dev.parley.persistence.search;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A text that can be found.
 *
 * @param id what is found, see {@link SearchKind}
 * @param position of the journal entry that brought it
 * @param text empty when it is gone, so that nothing finds it
 */
public record SearchDocument(UUID id, long position, String text) {

    /** What a journal entry brought, which may be gone since. */
    static SearchDocument of(@Nullable UUID id, long position, @Nullable String text) {
        return id == null || text == null
                ? new SearchDocument(SearchChunk.GONE, position, "")
                : new SearchDocument(id, position, text);
    }
}
