package dev.parley.persistence.retention;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Some channels or threads that were looked at.
 *
 * @param outdated those among them that have something too old, or are so themselves
 * @param next where to go on, empty when these were the last
 */
public record TopicPage(List<UUID> outdated, Optional<Mark> next) {

    public TopicPage {
        outdated = List.copyOf(outdated);
    }

    /**
     * A place in the order of channels, or in that of threads.
     *
     * @param lastActivityAt of the thread, in ms; 0 for a channel
     */
    public record Mark(long lastActivityAt, UUID id) {

        /** Before all others. */
        public static final Mark START = new Mark(0, new UUID(0, 0));
    }
}
