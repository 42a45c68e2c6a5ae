package dev.parley.server.fuzz;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** An endless series of shots, the same for the same seed. */
final class Gun {

    private static final int PROTOCOL_ERROR = 1002;
    private static final int TOO_LARGE = 1009;
    private static final int MAX_FRAME_BYTES = (1 << 20) + (64 << 10);

    private final Random random;
    private final Wire wire;
    private final Payloads payloads;

    Gun(long seed, List<Map<String, Object>> operations) {
        random = new Random(seed);
        wire = new Wire(random);
        payloads = new Payloads(random, operations);
    }

    Shot next() {
        int kind = random.nextInt(1000);
        if (kind < 8) {
            return violation();
        }
        if (kind < 10) {
            return cut();
        }
        if (kind < 12) {
            return goodbye();
        }
        if (kind < 60) {
            return Shot.control(wire.control());
        }
        byte[] payload = payloads.next();
        return Shot.message(wire.message(random.nextInt(5) == 0 ? Wire.BINARY : Wire.TEXT, payload), payload);
    }

    /** What no client may do. */
    private Shot violation() {
        byte[] payload = Payloads.text("{\"type\":\"ping\"}");
        int text = Wire.FINAL | Wire.TEXT;
        return switch (random.nextInt(9)) {
            case 0 -> Shot.closing(wire.unmasked(text, payload), PROTOCOL_ERROR);
            case 1 -> Shot.closing(wire.frame(text | 0x10 << random.nextInt(3), payload), PROTOCOL_ERROR);
            case 2 -> Shot.closing(wire.frame(Wire.FINAL | 3 + random.nextInt(5), payload), PROTOCOL_ERROR);
            case 3 -> Shot.closing(wire.frame(Wire.PING, payload), PROTOCOL_ERROR);
            case 4 -> Shot.closing(wire.frame(Wire.FINAL | Wire.PING, new byte[126]), PROTOCOL_ERROR);
            case 5 -> Shot.closing(wire.frame(Wire.FINAL | Wire.CONTINUATION, payload), PROTOCOL_ERROR);
            case 6 -> Shot.closing(wire.frame(text, payload, Long.MIN_VALUE | random.nextLong()), PROTOCOL_ERROR);
            case 7 -> Shot.closing(wire.frame(text, payload, tooLong()), TOO_LARGE);
            default -> Shot.closing(unfinished(payload), PROTOCOL_ERROR);
        };
    }

    private long tooLong() {
        return MAX_FRAME_BYTES + 1 + (random.nextLong() >>> (2 + random.nextInt(40)));
    }

    /** Another message begins before the one before has ended. */
    private byte[] unfinished(byte[] payload) {
        byte[] first = wire.frame(Wire.TEXT, payload);
        byte[] second = wire.frame(Wire.FINAL | Wire.TEXT, payload);
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** The client is gone in the middle of a frame. */
    private Shot cut() {
        byte[] frame = wire.frame(Wire.FINAL | Wire.TEXT, payloads.next());
        return Shot.cut(Arrays.copyOf(frame, random.nextInt(frame.length)));
    }

    private Shot goodbye() {
        return switch (random.nextInt(4)) {
            case 0 -> Shot.closing(wire.frame(Wire.FINAL | Wire.CLOSE, new byte[0]), 1000);
            case 1 -> Shot.closing(wire.frame(Wire.FINAL | Wire.CLOSE, new byte[1]), PROTOCOL_ERROR);
            case 2 -> Shot.closing(close(random.nextInt(1000)), PROTOCOL_ERROR);
            default -> {
                int code = 3000 + random.nextInt(2000);
                yield Shot.closing(close(code), code);
            }
        };
    }

    private byte[] close(int code) {
        return wire.frame(
                Wire.FINAL | Wire.CLOSE,
                ByteBuffer.allocate(2).putShort((short) code).array());
    }
}
