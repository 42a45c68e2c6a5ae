package dev.parley.server.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Closes connections that are idle, dribble a request's head or stall its body, and explains heads that cannot be read.
 * Stands behind the codec until a connection becomes a WebSocket.
 *
 * <p>Reactor Netty's own idle, read and request timeouts change the pipeline and set timers for every request, and a
 * trickle of bytes resets some of them. This is one slow timer per connection, and a field to set per message.
 */
final class ConnectionGuard extends ChannelDuplexHandler {

    static final String NAME = "parley.connectionGuard";

    private enum Phase {
        BETWEEN_REQUESTS,
        IN_HEAD,
        IN_BODY
    }

    private final ConnectionLimits limits;
    private Phase phase = Phase.BETWEEN_REQUESTS;
    private long millisInPhase;
    private long bodyBytes;
    private int unanswered;
    private boolean decodedSomething;
    private ScheduledFuture<?> timer;

    ConnectionGuard(ConnectionLimits limits) {
        this.limits = limits;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        long period = limits.checkEvery().toMillis();
        timer = context.executor()
                .scheduleAtFixedRate(() -> check(context, period), period, period, TimeUnit.MILLISECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        timer.cancel(false);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        decodedSomething = true;
        if (message instanceof HttpRequest) {
            unanswered++;
            bodyBytes = 0;
            enter(Phase.IN_BODY);
        }
        if (message instanceof HttpContent content) {
            bodyBytes += content.content().readableBytes();
        }
        if (message instanceof LastHttpContent) {
            enter(Phase.BETWEEN_REQUESTS);
        }
        context.fireChannelRead(message);
    }

    /** Bytes that did not complete anything between two requests are the beginning of a head. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (!decodedSomething && phase == Phase.BETWEEN_REQUESTS) {
            enter(Phase.IN_HEAD);
        }
        decodedSomething = false;
        context.fireChannelReadComplete();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        Object outgoing = message;
        if (message instanceof LastHttpContent && !isInterim(message)) {
            unanswered--;
            millisInPhase = 0;
            outgoing = BrokenHeads.explained(message);
        }
        context.write(outgoing, promise);
    }

    private static boolean isInterim(Object message) {
        return message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
    }

    private void enter(Phase next) {
        phase = next;
        millisInPhase = 0;
    }

    private void check(ChannelHandlerContext context, long millis) {
        if (!isClientsTurn(context)) {
            return;
        }
        millisInPhase += millis;
        if (millisInPhase > allowedMillis()) {
            context.close();
        }
    }

    /** Not while the hub works on an answer, nor while a handler lets an upload wait. */
    private boolean isClientsTurn(ChannelHandlerContext context) {
        return unanswered <= 0
                || (phase == Phase.IN_BODY && context.channel().config().isAutoRead());
    }

    private long allowedMillis() {
        return switch (phase) {
            case BETWEEN_REQUESTS -> limits.idle().toMillis();
            case IN_HEAD -> limits.head().toMillis();
            case IN_BODY -> limits.body().toMillis() + bodyBytes * 1000 / limits.bodyBytesPerSecond();
        };
    }
}
