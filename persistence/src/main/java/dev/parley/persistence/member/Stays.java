package dev.parley.persistence.member;

/** Who may see an entry of a channel or thread: whoever belonged to it at the time. */
public final class Stays {

    /**
     * The entries ({@code j}) of the stays ({@code m}) of bot $2 of organisation $1; more conditions may follow. Of each stay
     * one range of the index {@code journal_by_topic}.
     */
    public static final String ENTRIES = """
         FROM members m
         JOIN journal j
           ON j.org_id = m.org_id
          AND j.topic_id = m.topic_id
          AND j.position >= m.joined_position
          AND j.position <= coalesce(m.left_position, 9223372036854775807)
        WHERE m.org_id = $1
          AND m.bot_id = $2
        """;

    private Stays() {}
}
