package dev.parley.server.receipt;

import dev.parley.persistence.journal.Position;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.server.fanout.DeliveryLog;
import java.util.function.Consumer;

/** What goes out through one open connection of a bot; see {@link Deliveries#opened}. */
final class LiveDelivery implements DeliveryLog.Account {

    /** Nothing went out, and nobody said after which position the first entry is to be. */
    private static final long UNKNOWN = -1;

    private final OrgId org;
    private final BotId bot;
    private final long openedAtMillis;
    private final Consumer<LiveDelivery> end;
    private volatile long after = UNKNOWN;
    private volatile long upTo = UNKNOWN;
    private volatile long told = UNKNOWN;

    LiveDelivery(OrgId org, BotId bot, long nowMillis, Consumer<LiveDelivery> end) {
        this.org = org;
        this.bot = bot;
        this.openedAtMillis = nowMillis;
        this.end = end;
    }

    @Override
    public void goesOnAfter(long position) {
        upTo = position;
        after = position;
    }

    /** Without {@link #goesOnAfter}, a connection began with the first entry that went out. */
    @Override
    public void wrote(long position) {
        if (after == UNKNOWN) {
            goesOnAfter(position - 1);
        }
        if (position > upTo) {
            upTo = position;
        }
    }

    @Override
    public void ended() {
        end.accept(this);
    }

    OrgId org() {
        return org;
    }

    BotId bot() {
        return bot;
    }

    /** What went out so far, if anything did since this was last asked. */
    Handed news() {
        Handed all = handed();
        if (upTo == told) {
            return Handed.NOTHING;
        }
        told = upTo;
        return all;
    }

    /** What went out so far. */
    Handed handed() {
        long from = after;
        long to = upTo;
        return from == UNKNOWN
                ? Handed.NOTHING
                : new Handed(Stretches.NONE.and(from, to), Math.max(openedAtMillis, Position.millis(to)));
    }
}
