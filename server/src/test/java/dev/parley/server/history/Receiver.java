package dev.parley.server.history;

import dev.parley.server.testing.TestBot;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * A bot that wants to be told everything and keeps a cursor, but whose connections break again and again: because it breaks
 * them itself, with frames on the way, or because the hub is gone. Sometimes it comes back with an older cursor than it could.
 */
final class Receiver implements Listener {

    private static final int MOST_STEPS_BACK = 20;
    private static final long REST = TimeUnit.MILLISECONDS.toNanos(20);

    private final Nodes nodes;
    private final Door door;
    private final TestBot bot;
    private final Received received;
    private final Complaints complaints;
    private final Random random;
    private final int mostOnOneLine;
    private final long start;
    private volatile long end = Long.MAX_VALUE;
    private String epoch = "";
    private int lines;

    /** The position it last came with. */
    private long asked;

    /** The end of what the hub said would follow, and how much of it has not come. */
    private long promised;

    private long promisedCount;

    Receiver(
            Nodes nodes,
            Door door,
            TestBot bot,
            Received received,
            Complaints complaints,
            Random random,
            int mostOnOneLine,
            long start) {
        this.nodes = nodes;
        this.door = door;
        this.bot = bot;
        this.received = received;
        this.complaints = complaints;
        this.random = random;
        this.mostOnOneLine = mostOnOneLine;
        this.start = start;
    }

    @Override
    public Received received() {
        return received;
    }

    @Override
    public int cuts() {
        return lines - 1;
    }

    @Override
    public void endAt(long position) {
        end = position;
    }

    @Override
    public void run() {
        while (received.last() < end) {
            try {
                asked = cursor();
                Line line = door.open(nodes.any(random), bot, asked, epoch, random);
                lines++;
                try {
                    listen(line);
                } finally {
                    line.cut();
                }
            } catch (UncheckedIOException | IllegalStateException | CompletionException hubIsGone) {
                LockSupport.parkNanos(REST);
            }
        }
    }

    private long cursor() {
        long before = received.before(random.nextBoolean() ? 0 : random.nextInt(MOST_STEPS_BACK));
        return Math.max(before, start);
    }

    private void listen(Line line) {
        int most = 1 + random.nextInt(mostOnOneLine);
        while (most > 0 && received.last() < end) {
            JsonNode frame = line.next();
            if (frame.path("type").asString().equals("resume")) {
                resume(frame);
            } else if (frame.has("position")) {
                take(frame);
                most--;
            }
        }
    }

    private void resume(JsonNode frame) {
        if (frame.path("outcome").asString().equals("reset")) {
            complaints.add("%s came with %d and was sent to the end of the journal: %s", received, asked, frame);
        }
        if (!epoch.isEmpty() && !epoch.equals(frame.path("epoch").asString())) {
            complaints.add("%s is in another epoch: %s", received, frame);
        }
        epoch = frame.path("epoch").asString();
        promised = frame.path("position").asLong();
        promisedCount = frame.path("count").asLong(0);
    }

    private void take(JsonNode frame) {
        long position = frame.path("position").asLong();
        if (position <= promised) {
            promisedCount--;
        }
        if (position <= promised ? promisedCount < 0 : promisedCount > 0) {
            complaints.add("%s was promised %d more up to %d than came", received, promisedCount, promised);
            promisedCount = 0;
        }
        received.tell(frame);
    }
}
