package dev.parley.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;

/**
 * A stretch of a list and how to go on from it.
 *
 * @param nextCursor opaque, to be sent back for the next page; null, and then absent, on the last one
 */
public record Page<T>(
        List<T> items,
        boolean hasMore,
        @JsonInclude(JsonInclude.Include.NON_NULL) String nextCursor) {

    public Page {
        items = List.copyOf(items);
    }

    /**
     * A page of at most {@code limit} items.
     *
     * @param found the items of the page and, if there are more, at least one of the next
     * @param cursor of the last item of a page
     */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, String> cursor) {
        boolean more = found.size() > limit;
        List<T> items = more ? found.subList(0, limit) : found;
        return new Page<>(items, more, more ? cursor.apply(items.get(limit - 1)) : null);
    }

    /** The same page of other items, one for each. */
    public <R> Page<R> withItems(List<R> others) {
        return new Page<>(others, hasMore, nextCursor);
    }
}
