package dev.parley.server.journal;

import dev.parley.protocol.BotId;
import dev.parley.protocol.ChannelId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.ThreadId;
import java.util.Arrays;
import java.util.UUID;

/**
 * What a journal entry is about; with the membership intervals it decides who may read the entry back.
 *
 * @param kind stored with the entry
 * @param id of the thread, channel or bot; of the organisation for {@link Kind#ORG} and {@link Kind#ADMINS}
 */
public record Topic(Kind kind, UUID id) {

    /** Who may see the entries of a topic. */
    public enum Kind {
        /** Whoever was a participant at the time. */
        THREAD("thread"),
        /** Whoever was a member at the time. */
        CHANNEL("channel"),
        /** Everybody in the organisation. */
        ORG("org"),
        /** The organisation's administrators. */
        ADMINS("admins"),
        /** One bot. */
        BOT("bot");

        private final String stored;

        Kind(String stored) {
            this.stored = stored;
        }

        /** The value of the column {@code journal.topic}. */
        public String stored() {
            return stored;
        }

        /** The kind with that {@link #stored} value. */
        public static Kind ofStored(String stored) {
            return Arrays.stream(values())
                    .filter(kind -> kind.stored.equals(stored))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("No kind of topic: " + stored));
        }
    }

    public static Topic thread(ThreadId id) {
        return new Topic(Kind.THREAD, id.value());
    }

    public static Topic channel(ChannelId id) {
        return new Topic(Kind.CHANNEL, id.value());
    }

    public static Topic org(OrgId id) {
        return new Topic(Kind.ORG, id.value());
    }

    public static Topic admins(OrgId id) {
        return new Topic(Kind.ADMINS, id.value());
    }

    public static Topic bot(BotId id) {
        return new Topic(Kind.BOT, id.value());
    }
}
