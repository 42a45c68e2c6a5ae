package dev.parley.server.history;

import dev.parley.server.testing.TestBot;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A bot that does one deed after the other, repeats each until it knows what became of it, and remembers what the hub has
 * promised to keep.
 */
abstract class Writer implements Runnable {

    /** Refusals that say nothing of the deed: it may be tried again. */
    private static final Set<String> NOT_NOW =
            Set.of("OVERLOADED", "STORAGE_UNAVAILABLE", "INTERNAL_ERROR", "RATE_LIMITED");

    private static final long REST = TimeUnit.MILLISECONDS.toNanos(20);

    private final List<Promise> promises = new ArrayList<>();
    private final String name;
    private final Society society;
    private final Progress progress;
    private final Random random;
    private final int quota;
    private int done;
    private int begun;
    private boolean inOrder;
    final Nodes nodes;
    final TestBot bot;

    /** @param quota how many deeds must be acknowledged */
    Writer(String name, Nodes nodes, Society society, TestBot bot, Progress progress, Random random, int quota) {
        this.name = name;
        this.nodes = nodes;
        this.society = society;
        this.bot = bot;
        this.progress = progress;
        this.random = random;
        this.quota = quota;
    }

    /**
     * Something that the hub has acknowledged.
     *
     * @param content its fingerprint
     * @param inOrder whether it must be behind everything that was promised before
     */
    record Promise(UUID subject, long content, boolean inOrder) {}

    /** In the order in which they were acknowledged, which is that in which they were asked for. */
    List<Promise> promises() {
        return promises;
    }

    Society society() {
        return society;
    }

    @Override
    public final void run() {
        while (done < quota) {
            List<Deed> waiting = new ArrayList<>(next());
            inOrder = true;
            long asked = System.nanoTime();
            while (!tryAll(waiting)) {
                // What was refused before may be done now, behind what was asked for after it.
                inOrder = waiting.size() == 1;
                progress.repeat();
                LockSupport.parkNanos(REST);
            }
            progress.took(System.nanoTime() - asked);
        }
        leave();
    }

    private List<Deed> next() {
        int count = 1 + random.nextInt(mostAtOnce());
        return IntStream.range(0, count)
                .mapToObj(i -> Deed.next(society, bot, name + "." + begun++, random))
                .toList();
    }

    /** Asks for deeds, in their order, and takes away those of which it knows what became; false when some are left. */
    private boolean tryAll(List<Deed> waiting) {
        try {
            ask(waiting);
        } catch (UncheckedIOException | IllegalStateException | CompletionException unreachable) {
            leave();
        }
        return waiting.isEmpty();
    }

    abstract int mostAtOnce();

    abstract void ask(List<Deed> waiting);

    /** Ends what a writer may have open. */
    abstract void leave();

    Random random() {
        return random;
    }

    void acknowledge(Deed deed, @Nullable String subject) {
        if (deed.content() != null) {
            promises.add(new Promise(UUID.fromString(subject), Told.fingerprint(deed.content()), inOrder));
        }
        if (deed.opensRoom()) {
            society.addRoom(subject);
        }
        done++;
        progress.acknowledge();
    }

    /** Whether it was refused for good. */
    boolean isRefused(String code) {
        boolean forGood = !NOT_NOW.contains(code);
        if (forGood) {
            progress.refuse();
        }
        return forGood;
    }

    @Override
    public String toString() {
        return "writer " + name;
    }
}
