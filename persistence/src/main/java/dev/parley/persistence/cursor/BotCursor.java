package dev.parley.persistence.cursor;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;

/**
 * How far a bot has come in its organisation's journal.
 *
 * @param handedOver what one of its doors handed to it, as far as that is stored
 * @param handedOverAt when that last grew, in ms; null when it never did
 * @param acknowledged it says it has handled everything up to here; 0 when it never said so
 * @param acknowledgedAt when that last grew, in ms; null when it never did
 */
public record BotCursor(BotId bot, Delivered handedOver, Long handedOverAt, long acknowledged, Long acknowledgedAt) {

    /** The row of a bot for {@link CursorRepository#INTO}: what happened until it registered, it has not missed. */
    public static Object[] first(OrgId org, BotId bot, long registeredAt) {
        return new Object[] {org.value(), bot.value(), registeredAt, "", 0L};
    }

    /** What it has received, by its own word as well: what it has handled, it has. */
    public Delivered delivered() {
        return handedOver.andAllUpTo(acknowledged);
    }

    /** The same cursor when it has got this much. */
    public BotCursor handedOver(Delivered now, long nowMillis) {
        return new BotCursor(bot, now, nowMillis, acknowledged, acknowledgedAt);
    }
}
