package dev.parley.server.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** Writes the frames of a client as RFC 6455 wants them, or not. */
final class Wire {

    static final int CONTINUATION = 0x0;
    static final int TEXT = 0x1;
    static final int BINARY = 0x2;
    static final int CLOSE = 0x8;
    static final int PING = 0x9;
    static final int PONG = 0xA;
    static final int FINAL = 0x80;

    private static final int MASKED = 0x80;

    private final Random random;

    Wire(Random random) {
        this.random = random;
    }

    byte[] frame(int firstByte, byte[] payload) {
        return frame(firstByte, payload, payload.length);
    }

    /** A masked frame that declares a length of its own. */
    byte[] frame(int firstByte, byte[] payload, long declared) {
        byte[] mask = new byte[4];
        random.nextBytes(mask);
        ByteBuffer frame = head(firstByte, MASKED, payload.length, declared).put(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ mask[i % mask.length]));
        }
        return written(frame);
    }

    byte[] unmasked(int firstByte, byte[] payload) {
        return written(
                head(firstByte, 0, payload.length, payload.length).putInt(0).put(payload));
    }

    private static ByteBuffer head(int firstByte, int masked, int room, long declared) {
        ByteBuffer frame = ByteBuffer.allocate(room + 14).put((byte) firstByte);
        if (declared >= 0 && declared < 126) {
            return frame.put((byte) (masked | (int) declared));
        }
        if (declared >= 0 && declared < 1 << 16) {
            return frame.put((byte) (masked | 126)).putShort((short) declared);
        }
        return frame.put((byte) (masked | 127)).putLong(declared);
    }

    private static byte[] written(ByteBuffer frame) {
        byte[] bytes = new byte[frame.position()];
        frame.flip().get(bytes);
        return bytes;
    }

    /** A message in one frame, or in several with pings and pongs in between. */
    byte[] message(int opcode, byte[] payload) {
        if (random.nextInt(4) > 0) {
            return frame(FINAL | opcode, payload);
        }
        ByteArrayOutputStream pieces = new ByteArrayOutputStream();
        int from = 0;
        int pieceOpcode = opcode;
        while (from < payload.length && random.nextInt(5) > 0) {
            int to = from + random.nextInt(payload.length - from + 1);
            pieces.writeBytes(frame(pieceOpcode, slice(payload, from, to)));
            pieces.writeBytes(maybeControl());
            pieceOpcode = CONTINUATION;
            from = to;
        }
        pieces.writeBytes(frame(FINAL | pieceOpcode, slice(payload, from, payload.length)));
        return pieces.toByteArray();
    }

    private byte[] maybeControl() {
        return random.nextBoolean() ? new byte[0] : control();
    }

    /** A ping or a pong nobody asked for. */
    byte[] control() {
        byte[] payload = new byte[random.nextInt(126)];
        random.nextBytes(payload);
        return frame(FINAL | (random.nextBoolean() ? PING : PONG), payload);
    }

    private static byte[] slice(byte[] bytes, int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }
}
