package dev.parley.server.feed;

import dev.parley.persistence.journal.JournalReach;
import dev.parley.protocol.HubException;
import dev.parley.server.feed.Resumption.Reason;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a client wants to go on, as it says itself.
 *
 * @param epoch of the history its position belongs to; when it is left out, the present one is meant
 * @param since the position of the last entry it has; empty for the present end
 */
public record Cursor(Optional<String> epoch, OptionalLong since) {

    /** Bytes of an epoch that are looked at: there are none so long. */
    public static final int MAX_EPOCH_LENGTH = 32;

    /** Fails with {@code VALIDATION_ERROR}. */
    public static Cursor parse(String since, Optional<String> epoch) {
        if (epoch.filter(name -> name.length() > MAX_EPOCH_LENGTH).isPresent()) {
            throw HubException.invalid("epoch must be the one that came with the position");
        }
        return new Cursor(
                epoch.filter(name -> !name.isEmpty()),
                since.equals("latest") ? OptionalLong.empty() : OptionalLong.of(position(since)));
    }

    /** Why nothing can be replayed from here; empty when it can. */
    public Optional<Reason> whyLost(JournalReach reach) {
        if (since.isEmpty()) {
            return Optional.empty();
        }
        if (epoch.filter(name -> !name.equals(reach.epoch())).isPresent()) {
            return Optional.of(Reason.EPOCH_CHANGED);
        }
        if (since.getAsLong() > reach.position()) {
            return Optional.of(Reason.AHEAD);
        }
        return since.getAsLong() < reach.purgedPosition() ? Optional.of(Reason.EXPIRED) : Optional.empty();
    }

    private static long position(String since) {
        try {
            long position = Long.parseLong(since);
            if (position >= 0) {
                return position;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw HubException.invalid("since must be a position, which is an integer from 0 on, or latest");
    }
}
