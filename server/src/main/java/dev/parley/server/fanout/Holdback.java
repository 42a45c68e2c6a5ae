package dev.parley.server.fanout;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/**
 * What is pushed to a connection while it is still told what it missed. Bounded: the oldest goes first, as the journal has
 * it and it will be read from there. Used on the connection's event loop only.
 */
final class Holdback {

    static final int MAX_FRAMES = 256;
    static final int MAX_BYTES = 256 << 10;

    private final Deque<Held> held = new ArrayDeque<>();
    private int bytes;
    private long droppedUpTo = Frame.NOWHERE;
    private boolean closed;

    /** Owns the frame. */
    void add(long position, ByteBuf frame) {
        if (closed) {
            frame.release();
            return;
        }
        held.add(new Held(position, frame));
        bytes += frame.readableBytes();
        while (held.size() > MAX_FRAMES || bytes > MAX_BYTES) {
            Held oldest = held.remove();
            bytes -= oldest.frame().readableBytes();
            oldest.frame().release();
            droppedUpTo = Math.max(droppedUpTo, oldest.position());
        }
    }

    /** Whether everything that was pushed after a position is still here. */
    boolean isCompleteAfter(long position) {
        return droppedUpTo <= position;
    }

    /** Hands on what came after a position, and what is in no journal, in the order it was pushed; nothing is left. */
    void handOn(long after, Consumer<Held> next) {
        for (Held frame = held.poll(); frame != null; frame = held.poll()) {
            if (frame.position() > after || frame.position() == Frame.NOWHERE) {
                next.accept(frame);
            } else {
                frame.frame().release();
            }
        }
    }

    /** The connection is gone. */
    void close() {
        closed = true;
        held.forEach(frame -> frame.frame().release());
        held.clear();
    }

    /** A frame that waits; whoever it is handed to owns it. */
    record Held(long position, ByteBuf frame) {}
}
