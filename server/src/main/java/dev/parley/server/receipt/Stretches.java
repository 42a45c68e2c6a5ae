package dev.parley.server.receipt;

import java.util.ArrayList;
import java.util.List;

/**
 * Parts of a journal that were handed to a bot, each everything in {@code (after, upTo]}. Immutable; oldest first, none
 * touches another. Of more than {@value #MAX} the oldest are forgotten: then less is said than is true.
 */
record Stretches(List<Stretch> all) {

    static final int MAX = 8;

    static final Stretches NONE = new Stretches(List.of());

    /** Everything in {@code (after, upTo]}. */
    record Stretch(long after, long upTo) {

        boolean touches(Stretch other) {
            return after <= other.upTo && other.after <= upTo;
        }

        Stretch joined(Stretch other) {
            return new Stretch(Math.min(after, other.after), Math.max(upTo, other.upTo));
        }
    }

    /** These and one more, which may overlap them. */
    Stretches and(long after, long upTo) {
        if (upTo <= after) {
            return this;
        }
        Stretch added = new Stretch(after, upTo);
        List<Stretch> older = new ArrayList<>();
        List<Stretch> younger = new ArrayList<>();
        for (Stretch known : all) {
            if (known.touches(added)) {
                added = added.joined(known);
            } else {
                (known.upTo < after ? older : younger).add(known);
            }
        }
        older.add(added);
        older.addAll(younger);
        return new Stretches(List.copyOf(older.subList(Math.max(0, older.size() - MAX), older.size())));
    }

    Stretches and(Stretches others) {
        Stretches sum = this;
        for (Stretch other : others.all) {
            sum = sum.and(other.after, other.upTo);
        }
        return sum;
    }

    boolean isEmpty() {
        return all.isEmpty();
    }

    boolean cover(long position) {
        return all.stream().anyMatch(stretch -> stretch.after < position && position <= stretch.upTo);
    }
}
