package dev.parley.persistence.thread;

import dev.parley.persistence.search.FoldedText;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.thread.ThreadStatus;
import java.util.Optional;
import java.util.Set;

/**
 * Which threads of a list are wanted, and how many of them.
 *
 * @param status empty for threads of every status
 * @param topic a part of the topic, in any case; empty for every topic
 * @param after where the page before ended
 * @param among the only threads that can have the topic, where that is known
 */
public record ThreadFilter(
        Optional<ThreadStatus> status, String topic, ThreadCursor after, int limit, Optional<Set<ThreadId>> among) {

    /** A filter for which every thread has to be looked at. */
    public ThreadFilter(Optional<ThreadStatus> status, String topic, ThreadCursor after, int limit) {
        this(status, topic, after, limit, Optional.empty());
    }

    public ThreadFilter withLimit(int wanted) {
        return new ThreadFilter(status, topic, after, wanted, among);
    }

    /** The same, looking at these threads only. */
    public ThreadFilter among(Set<ThreadId> candidates) {
        return new ThreadFilter(status, topic, after, limit, Optional.of(candidates));
    }

    /** What the topic of a wanted thread is {@code LIKE}, with {@code !} as the escape character. */
    String topicPattern() {
        String literal = folded(topic).replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return "%" + literal + "%";
    }

    /** The form in which topics are compared. */
    static String folded(String topic) {
        return FoldedText.of(topic);
    }
}
