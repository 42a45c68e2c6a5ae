package dev.parley.server.message;

import dev.parley.persistence.message.StoredMessage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Some messages of a topic, in the order and form the query asked for.
 *
 * @param messages newest first if the query goes towards older ones, else oldest first
 * @param isBare whether the contract answers with the messages alone, in an array
 * @param hasMore whether messages exist beyond the page, in the direction of the query
 */
public record HistoryPage(List<StoredMessage> messages, boolean isBare, boolean hasMore) {

    /** @param found as the database was asked for it, one more than asked for if there are more */
    static HistoryPage of(HistoryQuery query, List<StoredMessage> found) {
        boolean hasMore = found.size() > query.limit();
        List<StoredMessage> page = new ArrayList<>(hasMore ? found.subList(0, query.limit()) : found);
        boolean isBare = query.way() == HistoryQuery.Way.STRETCH;
        if (isBare) {
            Collections.reverse(page);
        }
        return new HistoryPage(page, isBare, hasMore);
    }
}
