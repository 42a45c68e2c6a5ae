package dev.parley.server.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The body of a multipart form, written as a test wants it. */
public final class Form {

    public static final String BOUNDARY = "----a-boundary-7MA4YWxk";
    public static final String CONTENT_TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** A form with one file, in the right field. */
    public static byte[] file(String name, String type, byte[] content) {
        return new Form()
                .part("form-data; name=\"file\"; filename=\"" + name + "\"", type, content)
                .bytes();
    }

    public static byte[] file(String name, String type, String content) {
        return file(name, type, content.getBytes(StandardCharsets.UTF_8));
    }

    /** A part with its {@code Content-Disposition}; {@code type} may be null. */
    public Form part(String disposition, String type, byte[] content) {
        raw("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n");
        if (type != null) {
            raw("Content-Type: " + type + "\r\n");
        }
        raw("\r\n");
        body.writeBytes(content);
        return raw("\r\n");
    }

    public Form part(String disposition, String type, String content) {
        return part(disposition, type, content.getBytes(StandardCharsets.UTF_8));
    }

    public Form raw(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** The form so far. */
    public byte[] unfinished() {
        return body.toByteArray();
    }

    public byte[] bytes() {
        return raw("--" + BOUNDARY + "--\r\n").unfinished();
    }
}
