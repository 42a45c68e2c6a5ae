package dev.parley.server.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Keeps a connection honest until it becomes a WebSocket: closes it when it is idle, dribbles a request's head or stalls
 * its body; explains what cannot be read; lets it finish its request when the server stops.
 *
 * <p>Reactor Netty's own idle, read and request timeouts change the pipeline and set timers for every request, and a
 * trickle of bytes resets some of them. This is one slow timer per connection, and a field to set per message.
 */
final class ConnectionGuard extends ChannelDuplexHandler {

    static final String NAME = "parley.connectionGuard";

    /** As a user event: no further requests, close as soon as the ones here are answered. */
    static final Object FINISH = new Object();

    /** For a request that may be on its way already when the server stops. */
    private static final long ON_ITS_WAY_MILLIS = 1_000;

    /** As many bytes are read and thrown away so that the connection can be used again. */
    private static final int WORTH_READING = 1 << 20;

    private enum Phase {
        BETWEEN_REQUESTS,
        IN_HEAD,
        IN_BODY,
        REFUSED
    }

    private final ConnectionLimits limits;
    private Phase phase = Phase.BETWEEN_REQUESTS;
    private long millisInPhase;
    private long bodyBytes;
    private int unanswered;
    private boolean answering;
    private long declaredBytes;
    private final BooleanSupplier isLeaving;
    private boolean wasAsked;
    private boolean finishing;
    private boolean decodedSomething;
    private ScheduledFuture<?> timer;

    /** @param isLeaving whether answers are to be the last of their connections, as the server will stop soon */
    ConnectionGuard(ConnectionLimits limits, BooleanSupplier isLeaving) {
        this.limits = limits;
        this.isLeaving = isLeaving;
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
        if (phase == Phase.REFUSED) {
            ReferenceCountUtil.release(message);
            if (message instanceof LastHttpContent) {
                context.close();
            }
        } else if (message instanceof HttpObject object
                && object.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            refuse(context, object.decoderResult().cause());
        } else {
            follow(message);
            context.fireChannelRead(message);
        }
    }

    private void follow(Object message) {
        if (message instanceof HttpRequest request) {
            declaredBytes = HttpUtil.isTransferEncodingChunked(request)
                    ? Long.MAX_VALUE
                    : HttpUtil.getContentLength(request, 0L);
            unanswered++;
            wasAsked = true;
            bodyBytes = 0;
            enter(Phase.IN_BODY);
        }
        if (message instanceof HttpContent content) {
            bodyBytes += content.content().readableBytes();
        }
        if (message instanceof LastHttpContent) {
            enter(Phase.BETWEEN_REQUESTS);
        }
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

    /** Says why the request cannot be read. */
    private void refuse(ChannelHandlerContext context, Throwable cause) {
        boolean alone = unanswered == 0 || (unanswered == 1 && phase == Phase.IN_BODY && !answering);
        enter(Phase.REFUSED);
        if (!alone) {
            context.close();
        } else if (context.channel().isActive()) {
            context.writeAndFlush(BrokenRequests.answer(cause)).addListener(sent -> discardRest(context));
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            answering = response.status().codeClass() != HttpStatusClass.INFORMATIONAL;
            if (isLast() || (answering && isEarly())) {
                response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
        }
        if (!(message instanceof LastHttpContent) || !answering) {
            context.write(message, promise);
            return;
        }
        answering = false;
        unanswered--;
        millisInPhase = 0;
        context.write(message, afterAnswer(context, promise));
    }

    private ChannelPromise afterAnswer(ChannelHandlerContext context, ChannelPromise promise) {
        if (isLast() && unanswered == 0) {
            return promise.unvoid().addListener(ChannelFutureListener.CLOSE);
        }
        return isEarly() ? promise.unvoid().addListener(sent -> discardRest(context)) : promise;
    }

    private boolean isLast() {
        return finishing || isLeaving.getAsBoolean();
    }

    /** Whether the hub answers long before it has the whole of the body: the rest is of no use any more. */
    private boolean isEarly() {
        return phase == Phase.IN_BODY && unanswered <= 1 && declaredBytes - bodyBytes > WORTH_READING;
    }

    /**
     * The answer came before the whole of the body and is the last one: nothing more is written, but reading goes on for a
     * while, as a connection closed over unread bytes is reset, and the answer lost with it.
     */
    private void discardRest(ChannelHandlerContext context) {
        if (context.channel().isActive()) {
            enter(Phase.REFUSED);
            context.channel().config().setAutoRead(true);
            ((DuplexChannel) context.channel()).shutdownOutput();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event == FINISH) {
            finishing = true;
            finish(context);
        }
        context.fireUserEventTriggered(event);
    }

    /** Whoever has just connected, or begun to ask, cannot know better: a proxy would count it as a failure. */
    private void finish(ChannelHandlerContext context) {
        if (wasAsked && phase == Phase.BETWEEN_REQUESTS) {
            closeUnlessAsked(context);
        } else {
            context.executor().schedule(() -> closeUnlessAsked(context), ON_ITS_WAY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void closeUnlessAsked(ChannelHandlerContext context) {
        if (unanswered == 0) {
            context.close();
        }
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
        return unanswered == 0
                || phase == Phase.REFUSED
                || (phase == Phase.IN_BODY && context.channel().config().isAutoRead());
    }

    private long allowedMillis() {
        return switch (phase) {
            case BETWEEN_REQUESTS -> limits.idle().toMillis();
            case IN_HEAD, REFUSED -> limits.head().toMillis();
            case IN_BODY -> limits.body().toMillis() + bodyBytes * 1000 / limits.bodyBytesPerSecond();
        };
    }
}
