package dev.parley.server.testing;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A WebSocket over a plain socket, for a client that does what a library would not: huge frames, or not reading at all. */
public final class RawSocket implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 10_000;
    private static final int SMALL_BUFFER = 4 << 10;
    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    private final Socket socket = new Socket();
    private final DataInputStream in;
    private final DataOutputStream out;

    private RawSocket(int port, int receiveBuffer) throws IOException {
        socket.setReceiveBufferSize(receiveBuffer);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(socket.getOutputStream());
    }

    /** Connects a bot, with a receive buffer of a few kilobytes. */
    public static RawSocket connect(TestBot bot) {
        return connect(bot, SMALL_BUFFER);
    }

    /** Connects a bot that takes so many bytes before the server has to wait. */
    public static RawSocket connect(TestBot bot, int receiveBuffer) {
        String ticket = bot.http().post("/api/ws-ticket").json().path("ticket").asString();
        return connect(bot.http().base().getPort(), ticket, receiveBuffer);
    }

    static RawSocket connect(int port, String ticket, int receiveBuffer) {
        try {
            RawSocket raw = new RawSocket(port, receiveBuffer);
            raw.upgrade("/ws?ticket=" + ticket);
            return raw;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void upgrade(String target) throws IOException {
        String request =
                "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        String status = line();
        if (!status.startsWith("HTTP/1.1 101")) {
            throw new IOException("No upgrade: " + status);
        }
        while (!line().isEmpty()) {
            // The headers say nothing a test wants to know.
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    /** Sends one text message in one frame, whatever its size. The mask is zero, which leaves the text as it is. */
    public void send(String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) (FINAL | TEXT));
        if (payload.length < LENGTH_16) {
            frame.put((byte) (MASKED | payload.length));
        } else {
            frame.put((byte) (MASKED | LENGTH_64)).putLong(payload.length);
        }
        frame.putInt(0).put(payload);
        out.write(frame.array(), 0, frame.position());
    }

    /**
     * Sends the head of a text frame of that many bytes and none of its payload: the server knows enough to refuse it, and
     * no bytes are under way that would reset the connection before its close frame is read.
     */
    public void announce(long length) throws IOException {
        ByteBuffer head = ByteBuffer.allocate(14);
        head.put((byte) (FINAL | TEXT))
                .put((byte) (MASKED | LENGTH_64))
                .putLong(length)
                .putInt(0);
        out.write(head.array());
    }

    /** Reads on until the server closes the connection, and answers its close code. */
    public int closeCode() throws IOException {
        while (true) {
            int opcode = in.readUnsignedByte() & 0xF;
            int length = length();
            if (opcode == CLOSE) {
                int code = in.readUnsignedShort();
                in.skipNBytes(length - Short.BYTES);
                return code;
            }
            in.skipNBytes(length);
        }
    }

    /** Sends these bytes, whatever they are. */
    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    /** The next frame, whatever its kind; fails with {@link java.io.EOFException} when there is none. */
    public Frame next() throws IOException {
        int opcode = in.readUnsignedByte() & 0xF;
        return new Frame(opcode, in.readNBytes(length()));
    }

    /** The payload of the next frame, whatever its kind. */
    public String nextText() throws IOException {
        return new String(next().payload(), StandardCharsets.UTF_8);
    }

    /** Whether the server has ended the connection in good order; fails when it was reset. */
    public boolean isAtEnd() throws IOException {
        return in.read() < 0;
    }

    private int length() throws IOException {
        int length = in.readUnsignedByte();
        if (length == LENGTH_16) {
            return in.readUnsignedShort();
        }
        return length == LENGTH_64 ? Math.toIntExact(in.readLong()) : length;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A frame of the server's. */
    public record Frame(int opcode, byte[] payload) {}
}
