package dev.parley.persistence.channel;

import dev.parley.protocol.BotId;

/** Two different bots in whatever order: what a direct channel belongs to, and what there is one of for each. */
public record BotPair(BotId low, BotId high) {

    public BotPair {
        if (low.compareTo(high) >= 0) {
            throw new IllegalArgumentException("A pair names two different bots, the lower first");
        }
    }

    /** The pair of two bots that are not the same. */
    public static BotPair of(BotId one, BotId other) {
        return one.compareTo(other) < 0 ? new BotPair(one, other) : new BotPair(other, one);
    }

    public boolean contains(BotId bot) {
        return low.equals(bot) || high.equals(bot);
    }
}
