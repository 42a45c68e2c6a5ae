package dev.parley.server.history;

import java.util.Arrays;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * What one bot was told by one door: positions and fingerprints, with repeats dropped. A repeat that is not the same, and an
 * entry that comes behind a later one, are complained of at once.
 */
final class Received {

    private final String who;
    private final Chronicle chronicle;
    private final Complaints complaints;
    private long[] positions = new long[256];
    private long[] fingerprints = new long[256];
    private int size;
    private int repeats;

    Received(String who, Chronicle chronicle, Complaints complaints) {
        this.who = who;
        this.chronicle = chronicle;
        this.complaints = complaints;
    }

    /** The next frame that has a position. */
    void tell(JsonNode frame) {
        Told told = Told.of(frame);
        chronicle.add(told, who);
        add(told);
    }

    private synchronized void add(Told told) {
        if (told.position() > last()) {
            if (size == positions.length) {
                positions = Arrays.copyOf(positions, size * 2);
                fingerprints = Arrays.copyOf(fingerprints, size * 2);
            }
            positions[size] = told.position();
            fingerprints[size] = told.fingerprint();
            size++;
            return;
        }
        repeats++;
        int known = Arrays.binarySearch(positions, 0, size, told.position());
        if (known < 0) {
            complaints.add("%s was told %s %d behind %d", who, told.type(), told.position(), last());
        } else if (fingerprints[known] != told.fingerprint()) {
            complaints.add("%s was told two different things at %d", who, told.position());
        }
    }

    /** The last position; 0 before anything came. */
    synchronized long last() {
        return size == 0 ? 0 : positions[size - 1];
    }

    /** The position that came so many before the last one; 0 before the first. */
    synchronized long before(int steps) {
        return size <= steps ? 0 : positions[size - 1 - steps];
    }

    synchronized int size() {
        return size;
    }

    synchronized int repeats() {
        return repeats;
    }

    /** Complains of each difference to what was to be told: the entries of the chronicle that are meant for the bot. */
    synchronized void compare(Predicate<Told> meant) {
        int next = 0;
        for (Told entry : chronicle.entries()) {
            boolean came = next < size && positions[next] == entry.position();
            if (came && fingerprints[next] != entry.fingerprint()) {
                complaints.add("%s was told something else than others at %d", who, entry.position());
            }
            if (came != meant.test(entry)) {
                complaints.add(
                        "%s %s: %s at %d of %s",
                        who, came ? "must not be told" : "was not told", entry.type(), entry.position(), entry.topic());
            }
            next += came ? 1 : 0;
        }
    }

    @Override
    public String toString() {
        return who;
    }
}
