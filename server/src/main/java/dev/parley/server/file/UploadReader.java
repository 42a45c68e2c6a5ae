package dev.parley.server.file;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubError;
import dev.parley.protocol.HubException;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Reads one upload into a temporary file, and checks what the form says in the order in which it says it. Blocks. */
final class UploadReader implements MultipartParser.Listener {

    private static final String FIELD = "file";
    /** The longest name that any file system has: 255 characters of up to four bytes. */
    private static final int MAX_NAME_BYTES = 1020;

    private static final int MAX_PARTS = 100;

    /** Bytes of a form that are not the file: boundaries, headers, text fields. */
    private static final int MAX_OTHER_BYTES = 1 << 20;

    private static final int MIB = 1 << 20;
    private static final Pattern TYPE_NAME = Pattern.compile("[\\w.+-]{1,64}/[\\w.+-]{1,64}");

    private final MultipartParser parser;
    private final TempFile file;
    private final long maxBytes;
    private final ContentSniffer sniffer;
    private long received;
    private int parts;
    private boolean inFile;
    private String name;
    private FileType declared;

    UploadReader(HeaderValue contentType, TempFile file, long maxBytes, ContentSniffer sniffer) {
        this.parser = new MultipartParser(contentType, this);
        this.file = file;
        this.maxBytes = maxBytes;
        this.sniffer = sniffer;
    }

    /** Takes the next bytes of the body; they stay the caller's to release. */
    void feed(ByteBuf chunk) throws IOException {
        received += chunk.readableBytes();
        parser.feed(chunk);
        if (received - file.size() > MAX_OTHER_BYTES) {
            throw HubException.of(
                    ErrorCode.PAYLOAD_TOO_LARGE,
                    "The form has more than " + MAX_OTHER_BYTES + " bytes besides its file: send the file alone");
        }
    }

    @Override
    public void begin(PartHead head) {
        parts++;
        inFile = head.fileName().isPresent();
        if (parts > MAX_PARTS) {
            throw uploadError("The form has more than " + MAX_PARTS + " fields: send the file alone");
        }
        if (inFile) {
            beginFile(head.field(), head.fileName().get(), head.contentType());
        }
    }

    private void beginFile(String field, String fileName, String contentType) {
        if (!field.equals(FIELD)) {
            throw uploadError("The file must be in a form field named \"" + FIELD + "\"");
        }
        if (name != null) {
            throw uploadError("Send one file per request");
        }
        if (fileName.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
            throw HubException.invalid("The file's name is longer than " + MAX_NAME_BYTES + " bytes of UTF-8");
        }
        name = fileName;
        declared = FileType.of(contentType).orElseThrow(() -> ContentSniffer.refused(declaredType(contentType)));
    }

    /** Named, as clients declare a type without telling whoever uses them; what is no type's name is not repeated. */
    private static String declaredType(String contentType) {
        String type = HeaderValue.parse(contentType).value();
        return TYPE_NAME.matcher(type).matches() ? "the declared type " + type : "the declared type";
    }

    private static HubException uploadError(String message) {
        return HubException.of(ErrorCode.UPLOAD_ERROR, message);
    }

    @Override
    public void content(ByteBuffer bytes) throws IOException {
        if (!inFile) {
            return;
        }
        if (file.size() + bytes.remaining() > maxBytes) {
            throw HubException.of(
                    ErrorCode.FILE_TOO_LARGE, "The file is larger than the limit of " + maxBytes / MIB + " MiB");
        }
        file.write(bytes);
    }

    /** What has been read; fails when that is not a form with one file of a type that is allowed. */
    Received finish() {
        parser.finish();
        if (name == null) {
            throw noFile();
        }
        return new Received(name, sniff(), file.size());
    }

    static HubException noFile() {
        return HubException.invalid(
                "No file: send multipart/form-data with the file, and its name, in a field named \"" + FIELD + "\"");
    }

    private FileType sniff() {
        try {
            return sniffer.check(file.head(ContentSniffer.HEAD_BYTES), declared);
        } catch (IOException e) {
            throw HubError.of(ErrorCode.VALIDATION_ERROR, "The file could not be examined; upload it again")
                    .withStatus(500)
                    .asException();
        }
    }

    /** A file that is complete; {@code size} in bytes. */
    record Received(String name, FileType type, long size) {}
}
