package dev.parley.persistence.retention;

import dev.parley.persistence.journal.Position;

/** What is kept in channels and threads until it is too old. */
public enum Content {
    /** Messages, whose age follows from their position. */
    MESSAGES("messages", "topic_id", "position", "'thread_message_summary', 'channel_message_summary'") {
        @Override
        long first(long millis) {
            return Position.first(millis);
        }

        @Override
        long lastEntry(long age) {
            return age;
        }
    },
    /** Versions of artifacts, whose age is a time. */
    ARTIFACTS("artifacts", "thread_id", "created_at", "'thread_artifact_added'") {
        @Override
        long first(long millis) {
            return millis;
        }

        @Override
        long lastEntry(long age) {
            return Position.last(age);
        }
    };

    private final String table;
    private final String topic;
    private final String age;
    private final String entries;

    /**
     * @param topic the column with the channel or thread
     * @param age the column that tells how old a row is, and follows {@code topic} in an index
     * @param entries what the journal's entries of such rows are to catch-up
     */
    Content(String table, String topic, String age, String entries) {
        this.table = table;
        this.topic = topic;
        this.age = age;
        this.entries = entries;
    }

    /** The smallest age that is not before {@code millis}. */
    abstract long first(long millis);

    /** The position of the last entry that belongs to rows up to an age. */
    abstract long lastEntry(long age);

    /** The age of the oldest row of a topic; one look at an index, whatever a planner may think of it. */
    String oldestIn(String topicId) {
        return "(SELECT k.%2$s FROM %1$s k WHERE k.org_id = $1 AND k.%3$s = %4$s ORDER BY k.org_id, k.%3$s, k.%2$s LIMIT 1)"
                .formatted(table, age, topic, topicId);
    }

    /** The age of the row of topic {@code $2} before {@code $3} that {@code $4} rows come before. */
    String findEnd() {
        return """
                SELECT %2$s AS slice_end
                  FROM %1$s
                 WHERE org_id = $1 AND %3$s = $2 AND %2$s < $3
                 ORDER BY org_id, %3$s, %2$s
                 LIMIT 1 OFFSET $4
                """.formatted(table, age, topic);
    }

    /** Deletes what is not younger than {@code $3} in topic {@code $2}. */
    String delete() {
        return "DELETE FROM %s WHERE org_id = $1 AND %s = $2 AND %s <= $3".formatted(table, topic, age);
    }

    /** Deletes the entries of such rows in topic {@code $2} up to position {@code $3}. */
    String deleteEntries() {
        return "DELETE FROM journal WHERE org_id = $1 AND topic_id = $2 AND position <= $3 AND catchup_type IN (%s)"
                .formatted(entries);
    }
}
