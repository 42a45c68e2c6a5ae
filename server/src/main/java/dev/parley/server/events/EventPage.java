package dev.parley.server.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.persistence.journal.JournalReach;
import dev.parley.protocol.RawJson;
import dev.parley.server.feed.Resumption.Outcome;
import dev.parley.server.feed.Resumption.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a poll is answered.
 *
 * @param epoch the present one
 * @param position what to pass as the next {@code since}
 * @param reason why nothing can be told after the cursor; only, and always, for {@code reset}
 * @param events frames with their positions, oldest first
 * @param hasMore whether there is more already, to be polled for at once
 */
record EventPage(
        Outcome outcome,
        String epoch,
        long position,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Reason reason,
        List<RawJson> events,
        boolean hasMore) {

    /** Sends the reader to the end of the journal. */
    static EventPage reset(JournalReach reach, Reason reason) {
        return new EventPage(Outcome.RESET, reach.epoch(), reach.position(), reason, List.of(), false);
    }
}
