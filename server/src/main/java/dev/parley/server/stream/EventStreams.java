package dev.parley.server.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.parley.protocol.Json;
import dev.parley.server.Failures;
import dev.parley.server.auth.Caller;
import dev.parley.server.fanout.Connection;
import dev.parley.server.fanout.Connection.Close;
import dev.parley.server.fanout.Frame;
import dev.parley.server.fanout.FrameForm;
import dev.parley.server.feed.Cursor;
import dev.parley.server.feed.Feed;
import dev.parley.server.feed.Replay;
import dev.parley.server.http.LiveBody;
import dev.parley.server.ws.LiveConnections;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.FutureMono;

/** Streams of server-sent events: connections that only take, and are otherwise as WebSockets are. */
public final class EventStreams {

    /** When a client comes back that was cut off: not all at once. Milliseconds. */
    private static final int FIRST_RETRY = 1_000;

    private static final int LAST_RETRY = 5_000;

    private final LiveConnections connections;
    private final Feed feed;
    private final Replay replays;
    private final Clock clock;

    public EventStreams(LiveConnections connections, Feed feed, Replay replays, Clock clock) {
        this.connections = connections;
        this.feed = feed;
        this.replays = replays;
        this.clock = clock;
    }

    /** The body of a bot's stream, from {@code cursor} on. */
    Mono<LiveBody> open(Caller.Bot bot, Cursor cursor) {
        return feed.reach(bot.org())
                .map(reach -> new FrameForm.EventStream(reach.epoch()))
                .map(form ->
                        channel -> stream(new Connection(bot.org(), bot, channel, clock.millis(), form, true), cursor));
    }

    private Mono<Void> stream(Connection connection, Cursor cursor) {
        Channel channel = connection.channel();
        Scheduler loop = Schedulers.fromExecutor(channel.eventLoop());
        Mono<Void> goodbye = connection.closing().flatMap(close -> sayGoodbye(channel, close));
        Mono<Void> replay =
                Mono.defer(() -> replays.run(connection, cursor)).flatMap(lives -> lives ? Mono.never() : Mono.empty());
        return FutureMono.deferFuture(() -> channel.writeAndFlush(retry()))
                .publishOn(loop)
                .then(connections.enter(connection))
                .publishOn(loop)
                .flatMap(stays -> stays ? Mono.firstWithSignal(replay, goodbye, left(channel)) : goodbye)
                .onErrorResume(error -> sayGoodbye(channel, LiveConnections.whyFailed(error)))
                .doFinally(signal -> connections.leave(connection));
    }

    private static Mono<Void> left(Channel channel) {
        return FutureMono.from(channel.closeFuture());
    }

    private static ByteBuf retry() {
        int millis = ThreadLocalRandom.current().nextInt(FIRST_RETRY, LAST_RETRY);
        return Unpooled.copiedBuffer("retry: " + millis + "\n\n", US_ASCII);
    }

    /** Whoever does not read cannot be told. */
    private static Mono<Void> sayGoodbye(Channel channel, Close close) {
        if (!channel.isWritable()) {
            return Mono.fromRunnable(channel::close);
        }
        Goodbye goodbye = new Goodbye("close", close.code(), close.reason());
        Frame frame = Frame.ofDoor(goodbye.type(), Frame.NOWHERE, Json.write(goodbye));
        return FutureMono.deferFuture(() -> channel.writeAndFlush(new FrameForm.EventStream("").encode(frame)))
                .onErrorComplete(Failures::isPeerGone);
    }

    private record Goodbye(String type, int code, String reason) {}
}
