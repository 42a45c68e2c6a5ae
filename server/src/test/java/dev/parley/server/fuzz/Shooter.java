package dev.parley.server.fuzz;

import dev.parley.protocol.Json;
import dev.parley.server.testing.RawSocket;
import dev.parley.server.testing.RawSocket.Frame;
import dev.parley.server.testing.TestBot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Fires at the hub over one connection after another and checks every answer. Each shot is followed by a frame that is
 * certain to be refused, with a mark: what comes before that refusal is the answer to the shot.
 */
final class Shooter {

    private static final int BATCH = 32;
    private static final int BUFFER = 256 << 10;

    private final TestBot bot;
    private final Gun gun;
    private final Judge judge;
    private final Tally tally;
    private final Wire plain;
    private long marks;

    Shooter(TestBot bot, Gun gun, Judge judge, Tally tally, Wire plain) {
        this.bot = bot;
        this.gun = gun;
        this.judge = judge;
        this.tally = tally;
        this.plain = plain;
    }

    /** Fires that many shots at least, and leaves no connection. */
    void fire(long shots) {
        long fired = 0;
        while (fired < shots) {
            try (RawSocket socket = RawSocket.connect(bot, BUFFER)) {
                fired += fireUntilClosed(socket, shots - fired);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private long fireUntilClosed(RawSocket socket, long most) throws IOException {
        long fired = 0;
        boolean open = true;
        while (open && fired < most) {
            List<Shot> batch = batch();
            fired += batch.size();
            open = fire(socket, batch);
        }
        return fired;
    }

    private List<Shot> batch() {
        List<Shot> batch = new ArrayList<>();
        Shot shot;
        do {
            shot = gun.next();
            batch.add(shot);
        } while (!shot.isLast() && batch.size() < BATCH);
        return batch;
    }

    /** Whether the connection is still open. */
    private boolean fire(RawSocket socket, List<Shot> batch) throws IOException {
        long mark = marks;
        for (Shot shot : batch) {
            tally.shot();
            socket.write(shot.bytes());
            if (!shot.isLast()) {
                socket.write(plain.frame(Wire.FINAL | Wire.TEXT, Payloads.text(marker(++marks))));
            }
        }
        for (Shot shot : batch) {
            if (shot.isLast()) {
                end(socket, shot);
                return false;
            }
            check(shot, answersUntil(socket, ++mark));
        }
        return true;
    }

    private static String marker(long mark) {
        return "{\"type\":\"unsubscribe\",\"ref\":\"mark %d\"}".formatted(mark);
    }

    private void check(Shot shot, List<JsonNode> answers) {
        answers.forEach(tally::answered);
        if (shot.message().isPresent()) {
            judge.check(shot.message().get(), answers);
        } else if (!answers.isEmpty()) {
            throw new AssertionError("A control frame was answered " + answers);
        }
    }

    private List<JsonNode> answersUntil(RawSocket socket, long mark) throws IOException {
        List<JsonNode> answers = new ArrayList<>();
        while (true) {
            Frame frame = socket.next();
            if (frame.opcode() == Wire.TEXT && isAnswer(frame)) {
                JsonNode answer = Json.parse(text(frame)).orElseThrow();
                if (answer.path("ref").asString("").equals("mark " + mark)) {
                    return answers;
                }
                answers.add(answer);
            } else {
                control(socket, frame);
            }
        }
    }

    private static boolean isAnswer(Frame frame) {
        String start = new String(frame.payload(), 0, Math.min(16, frame.payload().length), StandardCharsets.US_ASCII);
        return start.startsWith("{\"type\":\"ack\"")
                || start.startsWith("{\"type\":\"error\"")
                || start.startsWith("{\"type\":\"pong\"");
    }

    private static String text(Frame frame) {
        return new String(frame.payload(), StandardCharsets.UTF_8);
    }

    private void control(RawSocket socket, Frame frame) throws IOException {
        if (frame.opcode() == Wire.PING) {
            socket.write(plain.frame(Wire.FINAL | Wire.PONG, frame.payload()));
        } else if (frame.opcode() == Wire.CLOSE) {
            throw new AssertionError("Closed unasked with " + code(frame));
        }
    }

    private static int code(Frame close) {
        return ByteBuffer.wrap(close.payload()).getShort();
    }

    private void end(RawSocket socket, Shot shot) throws IOException {
        if (shot.cut()) {
            tally.cut();
            return;
        }
        Frame frame = socket.next();
        while (frame.opcode() != Wire.CLOSE) {
            frame = socket.next();
        }
        tally.closed(code(frame));
        if (!shot.closes().contains(code(frame))) {
            throw new AssertionError("Closed with %d instead of %s".formatted(code(frame), shot.closes()));
        }
    }
}
