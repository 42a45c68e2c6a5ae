package dev.parley.persistence.thread;

import dev.parley.protocol.thread.ThreadStatus;
import java.util.Locale;
import java.util.Optional;

/**
 * Which threads of a list are wanted, and how many of them.
 *
 * @param status empty for threads of every status
 * @param topic a part of the topic, in any case; empty for every topic
 * @param after where the page before ended
 */
public record ThreadFilter(Optional<ThreadStatus> status, String topic, ThreadCursor after, int limit) {

    /** What the topic of a wanted thread is {@code LIKE}, with {@code !} as the escape character. */
    String topicPattern() {
        String literal = folded(topic).replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return "%" + literal + "%";
    }

    /** The form in which topics are compared: the same on every database, whatever its locale. */
    static String folded(String topic) {
        return topic.toLowerCase(Locale.ROOT);
    }
}
