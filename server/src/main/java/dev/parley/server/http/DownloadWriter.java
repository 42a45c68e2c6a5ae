package dev.parley.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.DefaultHttpContent;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.FutureMono;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Sends a {@link Download}: one piece is read when the one before has left for the network, so a slow client costs one
 * piece of memory and nothing waits on an event loop.
 *
 * <p>Netty's {@code sendfile} would save a copy, but reads the disk on the event loop: one file that is not in the page cache
 * then holds up every connection of that loop. Reactor Netty's {@code send(Publisher)} asks for 128 pieces at once, for
 * whichever client.
 */
final class DownloadWriter {

    static final int PIECE_BYTES = 64 << 10;

    /** How long a client may take for one piece before it counts as gone. */
    private static final Duration STALLED = Duration.ofSeconds(60);

    private DownloadWriter() {}

    /** Sends what the response's headers have announced; a failure half-way closes the connection. */
    static Mono<Void> send(Channel channel, HttpServerResponse response, Download download) {
        return response.sendHeaders().then(pieces(channel, download)).then();
    }

    private static Mono<Void> pieces(Channel channel, Download download) {
        int count = Math.toIntExact((download.size() + PIECE_BYTES - 1) / PIECE_BYTES);
        return Flux.range(0, count)
                .concatMap(number -> piece(channel, download, (long) number * PIECE_BYTES), 0)
                .then();
    }

    private static Mono<Void> piece(Channel channel, Download download, long offset) {
        int length = (int) Math.min(PIECE_BYTES, download.size() - offset);
        return download.read(offset, length, bytes -> write(channel, bytes))
                .flatMap(FutureMono::from)
                .timeout(STALLED);
    }

    /** Netty owns the bytes from here on, whatever becomes of the connection. */
    private static ChannelFuture write(Channel channel, ByteBuf bytes) {
        return channel.writeAndFlush(new DefaultHttpContent(bytes));
    }
}
