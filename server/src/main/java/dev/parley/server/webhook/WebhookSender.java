package dev.parley.server.webhook;

import dev.parley.protocol.webhook.WebhookHeaders;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Posts to webhooks: strangers' servers, of which nothing is expected but a status. It follows no redirection, keeps no
 * cookie, asks no proxy, reads little of what is answered and connects to no address that {@link OutboundAddresses} refuse.
 */
public final class WebhookSender {

    /** From the lookup of the host to the status of the answer. */
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** How many may be under way to one host. Many bots live behind one, and those that hang must leave room for others. */
    static final int MAX_CONNECTIONS = 2_048;

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Below what servers commonly keep a connection for (Node.js: 5 s), or a request would meet its end. */
    private static final Duration IDLE = Duration.ofSeconds(4);

    private static final Duration FORGET_HOST = Duration.ofMinutes(1);

    /** For a body of an answer: the status has said everything. */
    private static final Duration BODY = Duration.ofSeconds(1);

    private final HttpClient https;
    private final HttpClient http;
    private final Duration timeout;
    private final Clock clock;
    private final Mono<Void> close;

    private WebhookSender(HttpClient https, HttpClient http, Duration timeout, Clock clock, Mono<Void> close) {
        this.https = https;
        this.http = http;
        this.timeout = timeout;
        this.clock = clock;
        this.close = close;
    }

    /**
     * Opens no connection yet.
     *
     * @param userAgent what it calls itself
     */
    public static WebhookSender open(LoopResources loops, OutboundAddresses addresses, String userAgent, Clock clock) {
        return open(loops, dns(loops), addresses, userAgent, TIMEOUT, clock);
    }

    static WebhookSender open(
            LoopResources loops,
            AddressResolverGroup<InetSocketAddress> names,
            OutboundAddresses addresses,
            String userAgent,
            Duration timeout,
            Clock clock) {
        ConnectionProvider pool = ConnectionProvider.builder("webhooks")
                .maxConnections(MAX_CONNECTIONS)
                .pendingAcquireMaxCount(MAX_CONNECTIONS)
                .pendingAcquireTimeout(TIMEOUT)
                .maxIdleTime(IDLE)
                .evictInBackground(IDLE)
                .lifo()
                .disposeInactivePoolsInBackground(FORGET_HOST, FORGET_HOST)
                .build();
        HttpClient client = HttpClient.create(pool)
                .runOn(loops)
                .noProxy()
                .followRedirect(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) CONNECT.toMillis())
                .headers(headers -> headers.set("User-Agent", userAgent).set("Content-Type", "application/json"));
        return new WebhookSender(
                client.resolver(new GuardedResolver(names, address -> addresses.allow(address, true))),
                client.resolver(new GuardedResolver(names, address -> addresses.allow(address, false))),
                timeout,
                clock,
                pool.disposeLater().doFinally(signal -> names.close()));
    }

    /** Looks up names without a thread that waits, so that no name server that is silent can hold up other lookups. */
    private static AddressResolverGroup<InetSocketAddress> dns(LoopResources loops) {
        EventLoopGroup group = loops.onClient(LoopResources.DEFAULT_NATIVE);
        return new DnsAddressResolverGroup(new DnsNameResolverBuilder()
                .datagramChannelFactory(() -> loops.onChannel(DatagramChannel.class, group))
                .socketChannelFactory(() -> loops.onChannel(SocketChannel.class, group))
                .queryTimeoutMillis(CONNECT.toMillis()));
    }

    /** Closes every connection. */
    public Mono<Void> close() {
        return close;
    }

    /** Posts once, at once; never fails. */
    Mono<Attempt> post(Target target, Payload payload) {
        return Mono.defer(() -> {
            long started = System.nanoTime();
            return Mono.defer(() -> send(target, payload, started))
                    .timeout(timeout)
                    .onErrorResume(error -> Mono.just(SendFailures.attempt(error, since(started))));
        });
    }

    private Mono<Attempt> send(Target target, Payload payload, long started) {
        byte[] body = payload.body().getBytes(StandardCharsets.UTF_8);
        URI uri = URI.create(target.url());
        Map<String, String> headers = WebhookHeaders.of(payload.id(), clock.instant(), body, target.secrets());
        return client(uri)
                .headers(all -> add(all, headers, payload.traceparent(), body.length))
                .post()
                .uri(uri)
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
                .response((response, content) -> read(response, content, started))
                .single();
    }

    private HttpClient client(URI uri) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        return scheme.equals("https") ? https : http;
    }

    private static void add(HttpHeaders all, Map<String, String> headers, @Nullable String traceparent, int bytes) {
        headers.forEach(all::set);
        if (traceparent != null) {
            all.set("traceparent", traceparent);
        }
        all.set("Content-Length", bytes);
    }

    /** What is not read of an answer ends with its connection, which is closed then. */
    private Mono<Attempt> read(HttpClientResponse response, ByteBufFlux content, long started) {
        int status = response.status().code();
        Duration took = since(started);
        Optional<Duration> wait = RetryAfter.parse(response.responseHeaders().get("Retry-After"), clock.instant());
        Excerpt excerpt = new Excerpt();
        return content.map(WebhookSender::bytes)
                .takeWhile(excerpt::add)
                .then()
                .timeout(BODY)
                .onErrorComplete()
                .then(Mono.fromSupplier(() -> Attempt.answered(status, excerpt.text(), wait, took)));
    }

    private static byte[] bytes(ByteBuf part) {
        byte[] bytes = new byte[part.readableBytes()];
        part.readBytes(bytes);
        return bytes;
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
