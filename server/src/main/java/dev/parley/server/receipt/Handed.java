package dev.parley.server.receipt;

/**
 * What is known here of what was handed to a bot lately.
 *
 * @param at when the last of it was, in ms
 */
record Handed(Stretches stretches, long at) {

    static final Handed NOTHING = new Handed(Stretches.NONE, 0);

    Handed and(Handed more) {
        return more.stretches.isEmpty() ? this : new Handed(stretches.and(more.stretches), Math.max(at, more.at));
    }

    boolean isNothing() {
        return stretches.isEmpty();
    }
}
