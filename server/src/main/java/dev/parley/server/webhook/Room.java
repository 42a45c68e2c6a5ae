package dev.parley.server.webhook;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** So many may be at work at a time; the others wait in a queue, and whoever wants more work queues again. */
final class Room {

    private final Queue<Consumer<Place>> waiting = new ArrayDeque<>();
    private int free;

    Room(int places) {
        free = places;
    }

    /** Runs {@code work} as soon as there is a place, perhaps at once. */
    void enter(Consumer<Place> work) {
        synchronized (this) {
            if (free == 0) {
                waiting.add(work);
                return;
            }
            free--;
        }
        work.accept(new Place());
    }

    private void leave() {
        Consumer<Place> next;
        synchronized (this) {
            next = waiting.poll();
            if (next == null) {
                free++;
                return;
            }
        }
        next.accept(new Place());
    }

    /** Is given up once, by whoever is first. */
    final class Place {

        private final AtomicBoolean left = new AtomicBoolean();

        /** Lets the next one in. */
        void leave() {
            if (left.compareAndSet(false, true)) {
                Room.this.leave();
            }
        }

        boolean isLeft() {
            return left.get();
        }
    }
}
