package dev.parley.server.fanout;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;

/** How frames look on the wire of a connection. What has the same form is encoded once for all connections of an event. */
public sealed interface FrameForm {

    /** The bytes of a frame, in a buffer of the caller. */
    ByteBuf encode(Frame frame);

    /** What keeps the connection open, in a buffer of the caller. */
    ByteBuf keepAlive();

    /** Whether a client answers that, so that one who does not is gone. */
    boolean isAnswered();

    /** WebSockets. */
    enum Socket implements FrameForm {
        /** As clients of the plain protocol expect it. */
        PLAIN {
            @Override
            public ByteBuf encode(Frame frame) {
                return WireFrames.text(frame.json());
            }
        },
        /** Each journaled frame with its position. */
        POSITIONED {
            @Override
            public ByteBuf encode(Frame frame) {
                return WireFrames.text(frame.positioned());
            }
        };

        @Override
        public ByteBuf keepAlive() {
            return WireFrames.ping();
        }

        @Override
        public boolean isAnswered() {
            return true;
        }
    }

    /**
     * Server-sent events, each with the position as its id.
     *
     * @param epoch of the organisation's positions
     */
    record EventStream(String epoch) implements FrameForm {

        private static final byte[] COMMENT = ": keep-alive\n\n".getBytes(US_ASCII);

        @Override
        public ByteBuf encode(Frame frame) {
            String id = frame.position() == Frame.NOWHERE ? "" : "id: " + epoch + ":" + frame.position() + "\n";
            String head = id + "event: " + frame.type() + "\ndata: ";
            String data = frame.positioned();
            int length = ByteBufUtil.utf8Bytes(data);
            ByteBuf bytes = ByteBufAllocator.DEFAULT.ioBuffer(head.length() + length + 2);
            bytes.writeCharSequence(head, US_ASCII);
            ByteBufUtil.reserveAndWriteUtf8(bytes, data, length);
            return bytes.writeByte('\n').writeByte('\n');
        }

        @Override
        public boolean isAnswered() {
            return false;
        }

        @Override
        public ByteBuf keepAlive() {
            return ByteBufAllocator.DEFAULT.ioBuffer(COMMENT.length).writeBytes(COMMENT);
        }
    }
}
