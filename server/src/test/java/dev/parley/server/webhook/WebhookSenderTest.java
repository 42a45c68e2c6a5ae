package dev.parley.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.AddressRanges;
import dev.parley.protocol.webhook.WebhookSecret;
import dev.parley.server.testing.ManualClock;
import dev.parley.server.webhook.Attempt.Outcome;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.resolver.InetSocketAddressResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.net.ssl.KeyManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

class WebhookSenderTest {

    private static final LoopResources LOOPS = LoopResources.create("test-webhooks", 2, true);
    private static final Payload PAYLOAD = new Payload("e_1", "{\"webhook_version\":\"1\",\"text\":\"größer\"}");
    private static final OutboundAddresses LOOPBACK =
            OutboundAddresses.of(AddressRanges.parse("127.0.0.0/8,::1"), false);
    private static final OutboundAddresses PUBLIC = OutboundAddresses.of(AddressRanges.NONE, true);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(400);

    private final ManualClock clock = new ManualClock(1_790_000_000_123L);
    private final Receiver receiver = new Receiver();
    private final WebhookSender sender = WebhookSender.open(LOOPS, LOOPBACK, "Parley/test", clock);

    @AfterEach
    void close() {
        sender.close().block();
        receiver.close();
    }

    @AfterAll
    static void stopLoops() {
        LOOPS.disposeLater(Duration.ZERO, Duration.ofSeconds(5)).block();
    }

    @Test
    void postsTheBodyAsItIsWithTheHeadersOfTheContract() {
        Target target = new Target(receiver.url("/hook?a=b%20c"), List.of(new WebhookSecret("s3cret")));

        assertThat(post(sender, target).outcome()).isEqualTo(Outcome.DELIVERED);

        Receiver.Received request = receiver.next();
        assertThat(request.path()).isEqualTo("/hook?a=b%20c");
        assertThat(request.body()).isEqualTo(PAYLOAD.body());
        assertThat(request.headers().entries())
                .extracting(header -> header.getKey() + ": " + header.getValue())
                .contains(
                        "User-Agent: Parley/test",
                        "Content-Type: application/json",
                        "Authorization: Bearer s3cret",
                        "X-Hub-Timestamp: 1790000000123",
                        "webhook-id: e_1",
                        "webhook-timestamp: 1790000000");
        assertThat(request.headers().names())
                .contains("content-length", "webhook-signature", "X-Hub-Signature-256")
                .doesNotContain("transfer-encoding", "Transfer-Encoding", "cookie", "Cookie");
    }

    @Test
    void connectionsAreUsedAgain() {
        for (int i = 0; i < 50; i++) {
            assertThat(post("/").outcome()).isEqualTo(Outcome.DELIVERED);
        }

        // A connection goes back a moment after the answer.
        assertThat(receiver.connections()).isBetween(1, 5);
    }

    @ParameterizedTest
    @CsvSource({
        "200, DELIVERED",
        "202, DELIVERED",
        "204, DELIVERED",
        "400, REFUSED",
        "401, REFUSED",
        "404, REFUSED",
        "410, REFUSED",
        "408, FAILED",
        "425, FAILED",
        "429, FAILED",
        "500, FAILED",
        "503, FAILED",
        "599, FAILED"
    })
    void theStatusDecides(int status, Outcome outcome) {
        receiver.answerStatus(status);

        Attempt attempt = post("/");

        assertThat(attempt.outcome()).isEqualTo(outcome);
        assertThat(attempt.status()).isEqualTo(status);
        assertThat(attempt.error()).isEqualTo(outcome == Outcome.DELIVERED ? null : "HTTP " + status + ":");
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void aRedirectionIsNotFollowed(int status) {
        receiver.answer((request, response) -> response.status(status)
                .header("Location", receiver.url("/elsewhere"))
                .send());

        assertThat(post("/").outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(receiver.all()).extracting(Receiver.Received::path).containsExactly("/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 | PT7S",
                " 120 | PT2M",
                "'Mon, 21 Sep 2026 14:14:20 GMT' | PT59.877S",
                "'Mon, 21 Sep 2026 14:13:19 GMT' |",
                "soon |",
                "-1 |",
                "99999999999999999999 |"
            })
    void theReceiverMayAskToBeLeftAlone(String header, Duration wait) {
        receiver.answer((request, response) ->
                response.status(429).header("Retry-After", header).send());

        assertThat(post("/").retryAfter()).isEqualTo(Optional.ofNullable(wait));
    }

    @Test
    void whoDoesNotAnswerIsGivenUp() {
        receiver.hang();
        WebhookSender hasty = sender(LOOPBACK, named(), SHORT);

        Attempt attempt = post(hasty, target(receiver.url("/")));

        assertThat(attempt.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(attempt.status()).isNull();
        assertThat(attempt.error()).startsWith("no answer within");
        assertThat(attempt.took()).isGreaterThanOrEqualTo(SHORT);
    }

    @Test
    void ofALongAnswerOnlyTheBeginningIsReadAndItsConnectionIsClosed() {
        receiver.answer((request, response) -> response.status(500)
                .sendString(Flux.interval(Duration.ZERO, Duration.ofMillis(1)).map(i -> "no\u0007\n🦜 ".repeat(100))));

        Attempt attempt = post("/");

        assertThat(attempt.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(attempt.error()).startsWith("HTTP 500: no 🦜 no 🦜").hasSizeLessThanOrEqualTo(210);
        awaitClosed(1);
    }

    @Test
    void anAnswerThatNeverEndsCountsByItsStatus() {
        receiver.answer(
                (request, response) -> response.status(200).sendString(Flux.concat(Mono.just("ok"), Flux.never())));

        assertThat(post("/").outcome()).isEqualTo(Outcome.DELIVERED);
        awaitClosed(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:%d/", "https://127.0.0.1:%d/", "http://[::ffff:127.0.0.1]:%d/"})
    void anAddressInTheUrlIsRefusedWithoutAConnection(String url) {
        WebhookSender strict = sender(PUBLIC, named(), PATIENCE);

        Attempt attempt = post(strict, target(url.formatted(receiver.port())));

        assertThat(attempt.outcome()).isEqualTo(Outcome.BLOCKED);
        assertThat(attempt.error()).startsWith("address not allowed");
        assertThat(receiver.connections()).isZero();
    }

    @Test
    void aNameThatChangedItsMeaningIsRefusedWithoutAConnection() {
        Names names = named("93.184.216.34", "127.0.0.1");
        String url = "http://rebinding.example:" + receiver.port() + "/";
        new WebhookUrls(host -> names.next(), PUBLIC).check(url).block();

        assertThat(post(sender(PUBLIC, names, PATIENCE), target(url)).outcome()).isEqualTo(Outcome.BLOCKED);
        assertThat(receiver.connections()).isZero();
    }

    @Test
    void ofSeveralAddressesOnlyThoseAllowedAreTried() {
        String url = "http://several.example:" + receiver.port() + "/";

        assertThat(post(sender(LOOPBACK, named("10.0.0.1,127.0.0.1,192.168.0.1"), PATIENCE), target(url))
                        .outcome())
                .isEqualTo(Outcome.DELIVERED);
        assertThat(post(sender(LOOPBACK, named("10.0.0.1,192.168.0.1"), PATIENCE), target(url))
                        .outcome())
                .isEqualTo(Outcome.BLOCKED);
        assertThat(receiver.next().header("host")).isEqualTo("several.example:" + receiver.port());
    }

    @Test
    void aPublicAddressIsReachedOverTlsOnly() {
        OutboundAddresses production = OutboundAddresses.of(AddressRanges.NONE, false);

        assertThat(post(sender(production, named("93.184.216.34"), PATIENCE), target("http://example.org/"))
                        .outcome())
                .isEqualTo(Outcome.BLOCKED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a url", "http:", "ftp://127.0.0.1/", "http:///path", "https://"})
    void whatCannotBePostedToIsBlocked(String url) {
        assertThat(post(sender, target(url)).outcome()).isEqualTo(Outcome.BLOCKED);
    }

    @Test
    void failuresToConnectAreTold() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        assertThat(post(sender, target("http://127.0.0.1:" + free + "/")).error())
                .isEqualTo("no connection: refused, or unreachable");
        assertThat(post(sender, target("https://127.0.0.1:" + receiver.port() + "/"))
                        .error())
                .startsWith("no TLS connection");
        assertThat(post(sender(LOOPBACK, named(), PATIENCE), target("http://nowhere.example/"))
                        .error())
                .isEqualTo("the host is unknown");
        receiver.answer((request, response) -> Mono.fromRunnable(
                () -> response.withConnection(connection -> connection.channel().close())));
        assertThat(post("/").error()).isEqualTo("the connection ended before there was an answer");
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused(@TempDir Path directory) throws Exception {
        Path store = directory.resolve("store.p12");
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String options =
                "-genkeypair -keyalg EC -alias self -dname CN=localhost -ext SAN=ip:127.0.0.1 -storepass changeit";
        List<String> command = new ArrayList<>(List.of(keytool, "-keystore", store.toString()));
        command.addAll(List.of(options.split(" ")));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        SslContext context = SslContextBuilder.forServer(keys(store)).build();
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .secure(tls -> tls.sslContext(context))
                .handle((request, response) -> Receiver.ok(response))
                .bindNow();

        assertThat(post(sender, target("https://127.0.0.1:" + server.port() + "/"))
                        .error())
                .startsWith("no TLS connection");
        server.disposeNow();
    }

    private static KeyManagerFactory keys(Path store) {
        try (InputStream bytes = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(bytes, "changeit".toCharArray());
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys, "changeit".toCharArray());
            return factory;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theSystemsNamesAreLookedUp() {
        assertThat(post(sender, target("http://localhost:" + receiver.port() + "/"))
                        .outcome())
                .isEqualTo(Outcome.DELIVERED);
    }

    @Test
    void manyThatHangLeaveRoomForOthersOfTheirHost() {
        receiver.answer((request, response) -> request.path().equals("/hangs") ? Mono.never() : Receiver.ok(response));
        List<Mono<Attempt>> hanging = Flux.range(0, 600)
                .map(i -> sender.post(target(receiver.url("/hangs")), PAYLOAD))
                .collectList()
                .block();
        var subscription = Flux.merge(Flux.fromIterable(hanging), 600).subscribe();
        for (int i = 0; i < 600; i++) {
            receiver.next();
        }

        assertThat(post("/").outcome()).isEqualTo(Outcome.DELIVERED);
        subscription.dispose();
    }

    private Attempt post(String path) {
        return post(sender, target(receiver.url(path)));
    }

    private static Attempt post(WebhookSender sender, Target target) {
        return sender.post(target, PAYLOAD).block(PATIENCE);
    }

    private static Target target(String url) {
        return new Target(url, List.of());
    }

    private WebhookSender sender(OutboundAddresses addresses, Names names, Duration timeout) {
        return WebhookSender.open(LOOPS, names, addresses, "Parley/test", timeout, clock);
    }

    private void awaitClosed(int connections) {
        Flux.interval(Duration.ofMillis(5))
                .takeUntil(tick -> receiver.closedConnections() >= connections)
                .blockLast(PATIENCE);
    }

    private static Names named(String... answers) {
        return new Names(answers);
    }

    /** A name server whose every answer is the next of those given, the last one for ever; none is an unknown host. */
    private static final class Names extends AddressResolverGroup<InetSocketAddress> {

        private final Deque<InetAddress[]> answers = new ConcurrentLinkedDeque<>();

        Names(String... answers) {
            for (String answer : answers) {
                this.answers.add(
                        Arrays.stream(answer.split(",")).map(Names::address).toArray(InetAddress[]::new));
            }
        }

        InetAddress[] next() throws UnknownHostException {
            InetAddress[] next = answers.size() > 1 ? answers.poll() : answers.peek();
            if (next == null) {
                throw new UnknownHostException();
            }
            return next;
        }

        private static InetAddress address(String literal) {
            try {
                return InetAddress.getByName(literal);
            } catch (UnknownHostException e) {
                throw new IllegalArgumentException(literal, e);
            }
        }

        @Override
        protected AddressResolver<InetSocketAddress> newResolver(EventExecutor executor) {
            return new InetSocketAddressResolver(executor, new InetNameResolver(executor) {
                @Override
                protected void doResolve(String host, Promise<InetAddress> promise) throws UnknownHostException {
                    promise.setSuccess(next()[0]);
                }

                @Override
                protected void doResolveAll(String host, Promise<List<InetAddress>> promise)
                        throws UnknownHostException {
                    promise.setSuccess(List.of(next()));
                }
            });
        }
    }
}
