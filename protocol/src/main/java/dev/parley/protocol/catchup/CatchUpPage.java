package dev.parley.protocol.catchup;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;

/**
 * A stretch of what a bot missed, oldest first.
 *
 * @param cursor id of the last event, to be sent back for the next page; null, and then absent, on the last page
 */
public record CatchUpPage(
        List<CatchUpEvent> events,
        boolean hasMore,
        @JsonInclude(JsonInclude.Include.NON_NULL) UUID cursor) {

    /**
     * A page of at most {@code limit} events.
     *
     * @param found the events of the page and, if there are more, at least one of the next
     */
    public static CatchUpPage of(List<CatchUpEvent> found, int limit) {
        boolean more = found.size() > limit;
        List<CatchUpEvent> events = List.copyOf(more ? found.subList(0, limit) : found);
        return new CatchUpPage(events, more, more ? events.get(limit - 1).eventId() : null);
    }
}
