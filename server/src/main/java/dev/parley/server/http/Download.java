package dev.parley.server.http;

import io.netty.buffer.ByteBuf;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** A body that is not held in memory: it is read piece by piece, as fast as the client takes it. */
public interface Download {

    /** Bytes of the whole. */
    long size();

    /**
     * Reads {@code length} bytes from {@code offset} on, which must be there, and hands them to {@code taker} on the thread
     * that read them, never an event loop. The taker owns the buffer; a reading that is under way hands it over even if it
     * is cancelled.
     */
    <T> Mono<T> read(long offset, int length, Function<ByteBuf, T> taker);

    /** A part of this download. */
    default Download slice(long from, long length) {
        return new Slice(this, from, length);
    }

    /** Some bytes of another download. */
    record Slice(Download whole, long from, long size) implements Download {
        @Override
        public <T> Mono<T> read(long offset, int length, Function<ByteBuf, T> taker) {
            return whole.read(from + offset, length, taker);
        }
    }
}
