package dev.parley.server.fanout;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/** A frame in the forms that were asked for so far, each encoded once. Used by one thread. */
final class EncodedFrame {

    private final Frame frame;
    private final List<Encoded> forms = new ArrayList<>(2);

    EncodedFrame(Frame frame) {
        this.frame = frame;
    }

    long position() {
        return frame.position();
    }

    /** A reference of the caller's own. */
    ByteBuf as(FrameForm form) {
        for (Encoded known : forms) {
            if (known.form().equals(form)) {
                return known.bytes().retain();
            }
        }
        ByteBuf bytes = form.encode(frame);
        forms.add(new Encoded(form, bytes));
        return bytes.retain();
    }

    void release() {
        forms.forEach(known -> known.bytes().release());
    }

    private record Encoded(FrameForm form, ByteBuf bytes) {}
}
