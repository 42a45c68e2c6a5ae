package dev.parley.server.http;

import dev.parley.server.auth.Authenticator;
import dev.parley.server.trace.Tracer;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.netty.DisposableServer;
import reactor.netty.NettyPipeline;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.HttpResources;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/** The HTTP door: listens, and answers every request through the routes it was given. */
public final class HttpApi implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HttpApi.class);
    private static final int MAX_INITIAL_LINE_BYTES = 16 << 10;
    private static final int MAX_HEADER_BYTES = 32 << 10;
    private static final int BACKLOG = 1024;
    private static final Duration LISTENER_TIMEOUT = Duration.ofSeconds(10);

    /** How long {@link #close()} waits for requests in progress. */
    public static final Duration GRACE = Duration.ofSeconds(5);

    private final DisposableServer server;
    private final ChannelGroup connections;
    private final AtomicBoolean leaving;

    private HttpApi(DisposableServer server, ChannelGroup connections, AtomicBoolean leaving) {
        this.server = server;
        this.connections = connections;
        this.leaving = leaving;
    }

    /** As the other one, on Reactor Netty's shared event loops and observed and traced by nobody. */
    public static HttpApi listen(
            HttpOptions options, Router router, Authenticator authenticator, WebSocketDoor webSockets) {
        return listen(
                options, HttpResources.get(), router, authenticator, webSockets, RequestObserver.NONE, Tracer.OFF);
    }

    /**
     * Binds and starts to answer; blocks until the port is open, and fails with
     * {@link reactor.netty.ChannelBindException} when it cannot be.
     *
     * @param loops the event loops; they stay the caller's to dispose of
     */
    public static HttpApi listen(
            HttpOptions options,
            LoopResources loops,
            Router router,
            Authenticator authenticator,
            WebSocketDoor webSockets,
            RequestObserver observer,
            Tracer tracer) {
        ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);
        AtomicBoolean leaving = new AtomicBoolean();
        Pipeline pipeline = new Pipeline(options, router, authenticator, webSockets, observer, tracer);
        DisposableServer server = server(options, loops)
                .doOnChannelInit((connection, channel, remote) -> {
                    ConnectionGuard guard = new ConnectionGuard(options.limits(), leaving::get);
                    channel.pipeline().addAfter(NettyPipeline.HttpCodec, ConnectionGuard.NAME, guard);
                    connections.add(channel);
                })
                .handle(pipeline)
                .bindNow(LISTENER_TIMEOUT);
        return new HttpApi(server, connections, leaving);
    }

    private static HttpServer server(HttpOptions options, LoopResources loops) {
        int high = options.writeHighWaterBytes();
        return HttpServer.create()
                .host(options.host())
                .port(options.port())
                .runOn(loops)
                .protocol(HttpProtocol.HTTP11)
                .httpRequestDecoder(spec ->
                        spec.maxInitialLineLength(MAX_INITIAL_LINE_BYTES).maxHeaderSize(MAX_HEADER_BYTES))
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(high / 2, high));
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** From now on each answer is the last of its connection: kept ones lead clients to a server that is still there next. */
    public void leave() {
        leaving.set(true);
    }

    /**
     * Stops accepting and closes idle connections at once, each other one when its request is answered, and all that are
     * left when {@code grace} is over. Blocks until then. WebSockets are their door's to close before.
     */
    public void stop(Duration grace) {
        server.disposeNow(LISTENER_TIMEOUT);
        connections.forEach(channel -> channel.pipeline().fireUserEventTriggered(ConnectionGuard.FINISH));
        if (!connections.newCloseFuture().awaitUninterruptibly(grace.toMillis())) {
            LOG.warn("Cut off {} connections that were still busy after {}", connections.size(), grace);
        }
        connections.close().awaitUninterruptibly();
    }

    @Override
    public void close() {
        stop(GRACE);
    }
}
