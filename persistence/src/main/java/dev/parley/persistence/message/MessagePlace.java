package dev.parley.persistence.message;

import dev.parley.protocol.BotId;
import java.util.UUID;

/**
 * Where a message was said, and by whom.
 *
 * @param topic id of the channel or thread
 * @param position in the organisation's journal
 * @param sender may be gone; null when there was none
 */
public record MessagePlace(UUID topic, long position, BotId sender) {}
