package dev.parley.server.ws;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Lets a client read why it was closed. A connection that is closed over bytes nobody has read is reset, and a client that
 * is still sending then loses the close code and every answer before it; so after a close frame only the hub's half is
 * shut, and what still comes is thrown away until the client is gone or has had its time.
 */
final class LingeringClose extends ChannelDuplexHandler {

    static final String NAME = "parley.lingeringClose";

    /** As much as the reference server takes in one frame, so as much as a client may be in the middle of. */
    static final long MOST_BYTES = 100L << 20;

    static final Duration PATIENCE = Duration.ofSeconds(5);

    private final long mostBytes;
    private final Duration patience;
    private boolean saidGoodbye;
    private boolean lingering;
    private long discarded;
    private ScheduledFuture<?> end;

    /**
     * @param mostBytes thrown away before the connection is closed all the same
     * @param patience for the client to leave
     */
    LingeringClose(long mostBytes, Duration patience) {
        this.mostBytes = mostBytes;
        this.patience = patience;
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        saidGoodbye |= message instanceof CloseWebSocketFrame;
        context.write(message, promise);
    }

    /** Whoever asks a second time means it, and nobody waits for a client that was told nothing. */
    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        boolean begins = saidGoodbye && !lingering && context.channel().isActive();
        if (begins && context.channel() instanceof DuplexChannel channel) {
            linger(context, channel, promise);
        } else {
            context.close(promise);
        }
    }

    private void linger(ChannelHandlerContext context, DuplexChannel channel, ChannelPromise promise) {
        lingering = true;
        channel.closeFuture().addListener(closed -> promise.trySuccess());
        channel.shutdownOutput();
        end = context.executor().schedule(() -> context.close(), patience.toMillis(), TimeUnit.MILLISECONDS);
        channel.config().setAutoRead(true);
        context.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!lingering) {
            context.fireChannelRead(message);
            return;
        }
        discarded += ((ByteBuf) message).readableBytes();
        ReferenceCountUtil.release(message);
        if (discarded > mostBytes) {
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (end != null) {
            end.cancel(false);
        }
        context.fireChannelInactive();
    }
}
