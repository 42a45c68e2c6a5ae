package dev.parley.server.http;

import dev.parley.server.auth.Authenticator;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.time.Duration;
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
    private static final Duration BIND_TIMEOUT = Duration.ofSeconds(10);

    /** How long {@link #close()} waits for requests in progress. */
    public static final Duration GRACE = Duration.ofSeconds(5);

    private final DisposableServer server;
    private final ChannelGroup connections;

    private HttpApi(DisposableServer server, ChannelGroup connections) {
        this.server = server;
        this.connections = connections;
    }

    /** As the other one, on Reactor Netty's shared event loops and observed by nobody. */
    public static HttpApi listen(
            HttpOptions options, Router router, Authenticator authenticator, WebSocketDoor webSockets) {
        return listen(options, HttpResources.get(), router, authenticator, webSockets, RequestObserver.NONE);
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
            RequestObserver observer) {
        ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
        Pipeline pipeline = new Pipeline(options, router, authenticator, webSockets, observer);
        DisposableServer server = server(options, loops)
                .channelGroup(connections)
                .handle(pipeline)
                .bindNow(BIND_TIMEOUT);
        return new HttpApi(server, connections);
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
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(high / 2, high))
                .doOnChannelInit((connection, channel, remote) -> channel.pipeline()
                        .addAfter(
                                NettyPipeline.HttpCodec, ConnectionGuard.NAME, new ConnectionGuard(options.limits())));
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** Stops accepting at once, closes idle connections, and the others when their request is answered or time is up. */
    public void stop(Duration grace) {
        try {
            server.disposeNow(grace);
        } catch (IllegalStateException e) {
            LOG.warn("Requests still running after {} were cut off", grace);
        }
        connections.close();
    }

    @Override
    public void close() {
        stop(GRACE);
    }
}
