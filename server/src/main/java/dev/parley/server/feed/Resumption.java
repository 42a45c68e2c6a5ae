package dev.parley.server.feed;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.parley.persistence.journal.JournalReach;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a {@link Cursor}: every door says it before anything else.
 *
 * @param epoch the present one
 * @param position the end of the journal: the entries up to it follow, or there are none, or they cannot be told
 * @param count how many entries follow up to {@code position}; only for {@code replay}
 * @param reason why nothing can be replayed from the cursor; only for {@code reset}
 */
public record Resumption(
        Outcome outcome,
        String epoch,
        long position,
        @Nullable Long count,
        @Nullable Reason reason) {

    static Resumption at(JournalReach reach, Outcome outcome) {
        return new Resumption(outcome, reach.epoch(), reach.position(), null, null);
    }

    static Resumption replay(JournalReach reach, long count) {
        return new Resumption(Outcome.REPLAY, reach.epoch(), reach.position(), count, null);
    }

    static Resumption reset(JournalReach reach, Reason reason) {
        return new Resumption(Outcome.RESET, reach.epoch(), reach.position(), null, reason);
    }

    /** What happened since the cursor. */
    public enum Outcome {
        /** Nothing was missed. */
        LIVE,
        /** Something was, and it follows. */
        REPLAY,
        /** It cannot be known or told: the client goes on at the end, and reads what it needs anew. */
        RESET;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why nothing can be replayed. */
    public enum Reason {
        /** The position is of another history, such as the one before a backup was restored. */
        EPOCH_CHANGED,
        /** Entries after the position are gone because of their age. */
        EXPIRED,
        /** The journal has not come to the position. */
        AHEAD,
        /** A session of an administrator, whose subscriptions begin when they are made. */
        ADMINISTRATOR;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
