package dev.parley.server.receipt;

import dev.parley.persistence.journal.Position;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import java.util.function.Consumer;

/**
 * What goes through one open connection of a bot. Whoever writes to it tells here which entries went out, in their order; see
 * {@link Deliveries#connected}.
 */
public final class LiveDelivery {

    /** Nothing went out, and nobody said after which position the first entry is to be. */
    private static final long UNKNOWN = -1;

    private final OrgId org;
    private final BotId bot;
    private final long openedAtMillis;
    private final Consumer<LiveDelivery> end;
    private volatile long after;
    private volatile long upTo;
    private volatile long told = UNKNOWN;

    private LiveDelivery(OrgId org, BotId bot, long after, long nowMillis, Consumer<LiveDelivery> end) {
        this.org = org;
        this.bot = bot;
        this.after = after;
        this.upTo = after;
        this.openedAtMillis = nowMillis;
        this.end = end;
    }

    static LiveDelivery begin(OrgId org, BotId bot, long nowMillis, Consumer<LiveDelivery> end) {
        return new LiveDelivery(org, bot, UNKNOWN, nowMillis, end);
    }

    static LiveDelivery after(OrgId org, BotId bot, long position, long nowMillis, Consumer<LiveDelivery> end) {
        return new LiveDelivery(org, bot, position, nowMillis, end);
    }

    /**
     * The entry at {@code position} was written, and before it all between the one before and it that are for the bot. A
     * position that is not beyond the last one changes nothing. By one thread at a time; costs next to nothing.
     */
    public void wrote(long position) {
        if (after == UNKNOWN) {
            upTo = position - 1;
            after = position - 1;
        }
        if (position > upTo) {
            upTo = position;
        }
    }

    /** The connection is gone; may be said twice. */
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
