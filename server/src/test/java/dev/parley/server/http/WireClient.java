package dev.parley.server.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One HTTP connection on which a test writes exactly the bytes it wants. */
public final class WireClient implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    public WireClient(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
            out = socket.getOutputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public WireClient write(String text) {
        return write(text.getBytes(StandardCharsets.UTF_8));
    }

    public WireClient write(byte[] bytes) {
        try {
            out.write(bytes);
            out.flush();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a request, with {@code Host} and without body unless the headers say otherwise. */
    public Exchange request(String method, String target, String... headers) {
        write(head(method, target, headers) + "\r\n");
        return read(method.equals("HEAD"));
    }

    /** Sends a request with a body of known length. */
    public Exchange requestWithBody(String method, String target, String body, String... headers) {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        write(head(method, target, headers) + "Content-Length: " + length + "\r\n\r\n" + body);
        return read(false);
    }

    private static String head(String method, String target, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
        if (List.of(headers).stream().noneMatch(header -> header.startsWith("Host:"))) {
            head.append("Host: hub.test:4800\r\n");
        }
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        return head.toString();
    }

    /** The next response. */
    public Exchange read() {
        return read(false);
    }

    private Exchange read(boolean bodiless) {
        try {
            String statusLine = line();
            int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
            Map<String, List<String>> headers = headers();
            boolean none = bodiless || status == 204 || status == 304 || status < 200;
            List<String> length = headers.getOrDefault("content-length", List.of("0"));
            byte[] body = none ? new byte[0] : in.readNBytes(Integer.parseInt(length.get(0)));
            return new Exchange(status, headers, new String(body, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, List<String>> headers() throws IOException {
        Map<String, List<String>> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] parts = line.split(":", 2);
            headers.computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(parts[1].strip());
        }
        return headers;
    }

    private String line() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("The connection was closed");
            }
            if (next != '\r') {
                bytes.write(next);
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** Writes, or reports that the connection is gone. */
    public boolean tryWrite(String text) {
        try {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits for a byte or the end of the connection, for some time at most. */
    void awaitInput(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            if (in.read() < 0) {
                socket.shutdownOutput();
            }
        } catch (SocketTimeoutException e) {
            // Nothing came, as expected.
        } catch (SocketException e) {
            socket.close();
            return;
        }
        socket.setSoTimeout(TIMEOUT_MILLIS);
    }

    /** Waits until the server closes; false when it sends something instead. */
    public boolean isClosedByServer() {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
