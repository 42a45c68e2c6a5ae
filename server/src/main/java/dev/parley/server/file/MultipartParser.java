package dev.parley.server.file;

import dev.parley.protocol.HubException;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Takes apart a {@code multipart/form-data} body (RFC 7578) as it arrives, in whatever pieces, and holds no more of it than
 * one buffer. What is not such a body fails with {@code VALIDATION_ERROR}.
 *
 * <p>Netty's decoder cannot serve: it replaces {@code : , = ;} in file names by blanks, and a part that declares no type
 * looks as if it had declared {@code application/octet-stream}. Other libraries want a blocking stream, or are abandoned.
 */
final class MultipartParser {

    /** Hears of the parts in their order. */
    interface Listener {

        void begin(PartHead head);

        /** Some of the part's content; the buffer is used again afterwards. */
        void content(ByteBuffer bytes) throws IOException;
    }

    private enum State {
        PREAMBLE,
        AFTER_DELIMITER,
        HEAD,
        CONTENT,
        EPILOGUE
    }

    private static final int BUFFER_BYTES = 64 << 10;
    private static final int MAX_HEAD_BYTES = 8 << 10;
    private static final int MAX_BOUNDARY = 200;
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] HEAD_END = {'\r', '\n', '\r', '\n'};

    private final Listener listener;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int start;
    private int end;
    private State state = State.PREAMBLE;

    /** @param contentType of the request */
    MultipartParser(HeaderValue contentType, Listener listener) {
        String boundary = contentType
                .parameter("boundary")
                .filter(text -> !text.isEmpty() && text.length() <= MAX_BOUNDARY)
                .orElseThrow(() -> broken("its Content-Type has no boundary"));
        this.listener = listener;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        append(LINE_END);
    }

    static HubException broken(String why) {
        return HubException.invalid("The body is not valid multipart/form-data: " + why);
    }

    /** Reads the whole of {@code chunk}. */
    void feed(ByteBuf chunk) throws IOException {
        while (chunk.isReadable()) {
            int length = Math.min(chunk.readableBytes(), buffer.length - end);
            chunk.readBytes(buffer, end, length);
            end += length;
            while (step()) {
                // As far as the bytes go.
            }
            System.arraycopy(buffer, start, buffer, 0, end - start);
            end -= start;
            start = 0;
        }
    }

    /** Fails unless the closing delimiter was there. */
    void finish() {
        if (state != State.EPILOGUE) {
            throw broken("it ends before its closing boundary");
        }
    }

    private void append(byte[] bytes) {
        System.arraycopy(bytes, 0, buffer, end, bytes.length);
        end += bytes.length;
    }

    /** Goes on by one element; false when more bytes are needed. */
    private boolean step() throws IOException {
        return switch (state) {
            case PREAMBLE -> skipPreamble();
            case AFTER_DELIMITER -> endDelimiter();
            case HEAD -> readHead();
            case CONTENT -> readContent();
            case EPILOGUE -> skipEpilogue();
        };
    }

    private boolean skipPreamble() {
        int found = find(delimiter);
        start = found < 0 ? Math.max(start, end - delimiter.length + 1) : found + delimiter.length;
        return enterIf(found >= 0, State.AFTER_DELIMITER);
    }

    private boolean readContent() throws IOException {
        int found = find(delimiter);
        int stop = found < 0 ? Math.max(start, end - delimiter.length + 1) : found;
        if (stop > start) {
            listener.content(ByteBuffer.wrap(buffer, start, stop - start));
        }
        start = found < 0 ? stop : found + delimiter.length;
        return enterIf(found >= 0, State.AFTER_DELIMITER);
    }

    /** Two dashes end the form; a line's end, perhaps after blanks, begins a part. */
    private boolean endDelimiter() {
        if (end - start < 2) {
            return false;
        }
        if (buffer[start] == '-' && buffer[start + 1] == '-') {
            return enterIf(true, State.EPILOGUE);
        }
        while (start < end && (buffer[start] == ' ' || buffer[start] == '\t')) {
            start++;
        }
        if (end - start < 2) {
            return false;
        }
        if (find(LINE_END) != start) {
            throw broken("a boundary is followed by something else than a line's end");
        }
        // The line's end stays: a head that is empty ends at once.
        return enterIf(true, State.HEAD);
    }

    private boolean readHead() {
        int found = find(HEAD_END);
        if (found < 0 && end - start > MAX_HEAD_BYTES) {
            throw broken("the headers of a part are longer than " + MAX_HEAD_BYTES + " bytes");
        }
        if (found >= 0) {
            listener.begin(PartHead.parse(new String(buffer, start, found - start, StandardCharsets.UTF_8)));
            start = found + HEAD_END.length;
        }
        return enterIf(found >= 0, State.CONTENT);
    }

    private boolean skipEpilogue() {
        start = end;
        return false;
    }

    private boolean enterIf(boolean reached, State next) {
        if (reached) {
            state = next;
        }
        return reached;
    }

    /** Where in the buffer a sequence begins, or -1. All sequences here begin with a carriage return, which is rare. */
    private int find(byte[] sequence) {
        for (int at = start; at <= end - sequence.length; at++) {
            if (buffer[at] == sequence[0]
                    && Arrays.equals(buffer, at, at + sequence.length, sequence, 0, sequence.length)) {
                return at;
            }
        }
        return -1;
    }
}
