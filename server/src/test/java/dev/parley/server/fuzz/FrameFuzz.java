package dev.parley.server.fuzz;

import dev.parley.server.testing.TestHub;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * Sends a hub in this process as many frames as wanted, most of them wrong, checks each answer, and prints what came of
 * them and whether memory stays flat: {@code java -Xmx1g -cp … dev.parley.server.fuzz.FrameFuzz [frames] [seed]}, one
 * million frames by default. Memory is that of hub and clients together, after a collection.
 */
final class FrameFuzz {

    private static final int SHOOTERS = 32;
    private static final int PARTS = 4;
    private static final int WARM_UP = 20_000;

    private FrameFuzz() {}

    public static void main(String[] arguments) throws IOException {
        long frames = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        TestHub hub = TestHub.onH2();
        hub.start();
        try {
            run(new Range(hub), frames, seed);
        } finally {
            hub.stop();
        }
    }

    private static void run(Range range, long frames, long seed) throws IOException {
        range.fire(SHOOTERS, WARM_UP / SHOOTERS, -seed * PARTS * SHOOTERS).join();
        try (Witness witness = range.witness()) {
            print(range, 0);
            long started = System.nanoTime();
            for (int part = 0; part < PARTS; part++) {
                CompletableFuture<Void> firing =
                        range.fire(SHOOTERS, frames / PARTS / SHOOTERS, (seed * PARTS + part) * SHOOTERS);
                while (!firing.isDone()) {
                    witness.talk();
                }
                firing.join();
                print(range, System.nanoTime() - started);
            }
            range.tally.outcomes().forEach((outcome, count) -> System.out.printf("%12s %s%n", count, outcome));
            System.out.printf(
                    Locale.ROOT,
                    "meanwhile %d messages of others, in order, answered and delivered in %.1f ms (median), %.1f ms (99 %%), %.1f ms (at most)%n",
                    witness.messages(),
                    witness.millis(0.5),
                    witness.millis(0.99),
                    witness.millis(1));
        }
    }

    private static void print(Range range, long nanos) throws IOException {
        System.gc();
        System.out.printf(
                Locale.ROOT,
                "%9d frames, %6.0f/s, heap %3d MiB, direct %3d MiB, RSS %4d MiB, %d connections%n",
                range.tally.shots(),
                nanos == 0 ? 0 : (range.tally.shots() - WARM_UP) * 1e9 / nanos,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20,
                PlatformDependent.usedDirectMemory() >> 20,
                residentKib() >> 10,
                range.connections());
    }

    private static long residentKib() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }
}
