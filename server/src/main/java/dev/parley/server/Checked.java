package dev.parley.server;

import dev.parley.protocol.HubException;
import java.util.function.Supplier;

/**
 * A part of a request that was read before its turn: a value, or why it is refused. The contract puts some checks of a
 * body behind checks that need the database; so the body is read outside the lane and judged inside, in the right order.
 */
public final class Checked<T> {

    private final T value;
    private final HubException refusal;

    private Checked(T value, HubException refusal) {
        this.value = value;
        this.refusal = refusal;
    }

    /** Reads now; a refusal is kept for {@link #get}. */
    public static <T> Checked<T> of(Supplier<T> reading) {
        try {
            return new Checked<>(reading.get(), null);
        } catch (HubException e) {
            return new Checked<>(null, e);
        }
    }

    /** Refuses a wrong value where the right one is not needed yet. */
    public void check() {
        if (refusal != null) {
            throw refusal;
        }
    }

    /** The value; it is here that a wrong one is refused. */
    public T get() {
        check();
        return value;
    }
}
