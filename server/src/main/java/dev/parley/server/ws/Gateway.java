package dev.parley.server.ws;

import dev.parley.protocol.OrgId;
import dev.parley.server.Failures;
import dev.parley.server.auth.Caller;
import dev.parley.server.fanout.Connection;
import dev.parley.server.fanout.Connection.Close;
import dev.parley.server.fanout.Fanout;
import dev.parley.server.feed.Cursor;
import dev.parley.server.feed.Replay;
import dev.parley.server.http.WebSocketDoor;
import dev.parley.server.trace.Tracer;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;
import tools.jackson.databind.JsonNode;

/**
 * The WebSocket door. Who may not come in learns why from the close code, after the upgrade; the frames of one socket are
 * handled one after another, so answers keep their order and none is lost.
 */
public final class Gateway implements WebSocketDoor {

    /** Bytes of one inbound message, in one frame or several: a body of 1 MiB and what surrounds it. */
    static final int MAX_FRAME_BYTES = (1 << 20) + (64 << 10);

    private static final Duration ADMISSION = Duration.ofSeconds(15);
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
    private static final WebsocketServerSpec SPEC = WebsocketServerSpec.builder()
            .maxFramePayloadLength(MAX_FRAME_BYTES)
            .compress(false)
            .build();

    private final Admission admission;
    private final LiveConnections connections;
    private final Fanout fanout;
    private final Replay replays;
    private final FrameHandler handler;
    private final Clock clock;

    public Gateway(
            Admission admission,
            LiveConnections connections,
            Operations operations,
            Fanout fanout,
            Replay replays,
            SocketMetrics metrics,
            Tracer tracer,
            Clock clock) {
        this.admission = admission;
        this.connections = connections;
        this.fanout = fanout;
        this.replays = replays;
        this.handler = new FrameHandler(operations, fanout, metrics, tracer);
        this.clock = clock;
    }

    @Override
    public Publisher<Void> upgrade(HttpServerRequest request, HttpServerResponse response) {
        Handshake handshake = Handshake.read(request.uri());
        return response.sendWebsocket((in, out) -> serve(handshake, in, out), SPEC);
    }

    private Mono<Void> serve(Handshake handshake, WebsocketInbound in, WebsocketOutbound out) {
        Channel[] channel = new Channel[1];
        in.withConnection(connection -> channel[0] = connection.channel());
        FramePipeline.prepare(channel[0].pipeline(), MAX_FRAME_BYTES);
        Scheduler loop = Schedulers.fromExecutor(channel[0].eventLoop());
        WebsocketInbound messages = in.aggregateFrames(MAX_FRAME_BYTES);
        ControlFrames controls = new ControlFrames();
        in.withConnection(connection -> connection.addHandlerLast(ControlFrames.NAME, controls));
        return admission
                .admit(handshake.ticket())
                .timeout(ADMISSION)
                .publishOn(loop)
                .flatMap(caller -> {
                    Optional<Cursor> cursor = handshake.cursor();
                    Connection connection = new Connection(
                            orgOf(caller), caller, channel[0], clock.millis(), handshake.form(), cursor.isPresent());
                    controls.admitted(connection);
                    return serve(connection, cursor, loop, messages, out);
                })
                .onErrorResume(error -> send(channel[0], out, LiveConnections.whyFailed(error)));
    }

    private Mono<Void> serve(
            Connection connection,
            Optional<Cursor> cursor,
            Scheduler loop,
            WebsocketInbound in,
            WebsocketOutbound out) {
        Mono<Boolean> replay = cursor.map(since -> replays.run(connection, since))
                .orElse(Mono.just(true))
                .cache();
        // A client is answered once it knows what it missed: what it does itself would overtake that.
        Mono<Void> frames = in.receiveFrames()
                .map(Gateway::read)
                .concatMapDelayError(frame ->
                        replay.then(Mono.defer(() -> handle(connection, frame))).publishOn(loop))
                .then()
                .onErrorResume(error -> broken(connection, error));
        Mono<Void> closing = connection.closing().flatMap(close -> send(connection.channel(), out, close));
        return connections
                .enter(connection)
                .publishOn(loop)
                .flatMap(stays -> stays ? Mono.firstWithSignal(Mono.when(replay, frames), closing) : closing)
                .doFinally(signal -> connections.leave(connection));
    }

    /** Copies a message out of its buffer. */
    private static Received read(WebSocketFrame frame) {
        return frame instanceof ControlFrames.Goodbye goodbye
                ? new Received.Goodbye(goodbye.answer())
                : new Received.Message(FrameHandler.parse(ByteBufUtil.getBytes(frame.content())));
    }

    private Mono<Void> handle(Connection connection, Received frame) {
        return frame instanceof Received.Message message
                ? handler.handle(connection, message.json())
                : close(connection, ((Received.Goodbye) frame).answer());
    }

    /** Behind every answer that is under way; the connection ends with it. */
    private Mono<Void> close(Connection connection, Close reason) {
        fanout.close(connection, reason);
        return connection.closing().then(Mono.never());
    }

    /** What came before the frame that cannot be read has been answered. */
    private Mono<Void> broken(Connection connection, Throwable error) {
        LOG.debug("connection of {} broke", connection.caller(), error);
        return CloseCodes.ofUnreadable(error)
                .map(reason -> close(connection, reason))
                .orElseGet(Mono::empty);
    }

    /** Whoever is gone need not be told. */
    private static Mono<Void> send(Channel channel, WebsocketOutbound out, Close close) {
        return Mono.defer(() -> channel.isActive() ? out.sendClose(close.code(), close.reason()) : Mono.empty())
                .onErrorComplete(Failures::isPeerGone);
    }

    private static OrgId orgOf(Caller caller) {
        if (caller instanceof Caller.Bot bot) {
            return bot.org();
        }
        if (caller instanceof Caller.OrgAdmin admin) {
            return admin.org();
        }
        throw new IllegalStateException("a super admin has no organisation to listen to");
    }

    /** What a client says. */
    private sealed interface Received {

        /** Something to do; empty when it is not JSON. */
        record Message(Optional<JsonNode> json) implements Received {}

        /** It leaves, and is answered with a close. */
        record Goodbye(Close answer) implements Received {}
    }
}
