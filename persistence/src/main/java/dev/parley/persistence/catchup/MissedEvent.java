package dev.parley.persistence.catchup;

import dev.parley.protocol.catchup.CatchUpType;
import java.util.UUID;

/**
 * One event of a bot's catch-up, as the journal tells it.
 *
 * @param topic id of the thread or channel
 * @param position of its last entry
 * @param entries how many it stands for, at least 1
 * @param facts the JSON kept with the last entry, or null
 * @param threadTopic the thread's current topic; null for a channel
 * @param channelName null for a thread, and for a channel without name
 */
public record MissedEvent(
        CatchUpType type,
        UUID topic,
        long position,
        long entries,
        String facts,
        String threadTopic,
        String channelName) {}
