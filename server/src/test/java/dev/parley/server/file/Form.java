package dev.parley.server.file;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** The body of a multipart form, written as a test wants it. */
final class Form {

    static final String BOUNDARY = "----a-boundary-7MA4YWxk";
    static final String CONTENT_TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    /** A form with one file, in the right field. */
    static byte[] file(String name, String type, byte[] content) {
        return new Form()
                .part("form-data; name=\"file\"; filename=\"" + name + "\"", type, content)
                .bytes();
    }

    static byte[] file(String name, String type, String content) {
        return file(name, type, content.getBytes(StandardCharsets.UTF_8));
    }

    /** A part with its {@code Content-Disposition}; {@code type} may be null. */
    Form part(String disposition, String type, byte[] content) {
        raw("--" + BOUNDARY + "\r\nContent-Disposition: " + disposition + "\r\n");
        if (type != null) {
            raw("Content-Type: " + type + "\r\n");
        }
        raw("\r\n");
        body.writeBytes(content);
        return raw("\r\n");
    }

    Form part(String disposition, String type, String content) {
        return part(disposition, type, content.getBytes(StandardCharsets.UTF_8));
    }

    Form raw(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** The form so far. */
    byte[] unfinished() {
        return body.toByteArray();
    }

    byte[] bytes() {
        return raw("--" + BOUNDARY + "--\r\n").unfinished();
    }
}
