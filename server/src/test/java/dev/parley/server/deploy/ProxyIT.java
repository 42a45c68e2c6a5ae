package dev.parley.server.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.Eventually;
import dev.parley.server.testing.FileClient;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import dev.parley.server.testing.TestStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Everything a hub does goes through the proxies as {@code deploy/proxy} configures them. */
class ProxyIT {

    private static final int LARGEST_FILE = 50 << 20;
    private static final int LARGE_FILE = 3 << 20;

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2().with("BASE_PATH", Proxy.SUB_PATH);

    @TempDir
    private static Path shared;

    private static TestCertificate certificate;
    private static TestOrg org;

    @TempDir
    private Path directory;

    static Stream<Arguments> proxies() {
        return Stream.of(Proxy.values())
                .flatMap(proxy -> Stream.of(Arguments.of(proxy, ""), Arguments.of(proxy, Proxy.SUB_PATH)));
    }

    @BeforeAll
    static void prepare() {
        certificate = TestCertificate.make(shared);
        org = HUB.org();
    }

    @ParameterizedTest
    @MethodSource("proxies")
    void allDoorsAreOpenBehindIt(Proxy proxy, String path) throws Exception {
        List<Integer> nodes = Collections.nCopies(3, HUB.hub().port());
        try (ProxyProcess running = proxy.start(nodes, path, directory, certificate)) {
            String suffix = proxy.name() + path.length();
            TestBot writer = running.through(org.bot("writer-" + suffix));
            TestBot reader = running.through(org.bot("reader-" + suffix));
            requestsPass(writer, reader);
            socketsAndStreamsAreNotHeldBack(writer, reader);
            filesPass(writer, path.isEmpty() ? LARGEST_FILE : LARGE_FILE);
            nobodySpeaksForIt(running);
            tlsEndsHere(running);
            if (!path.isEmpty()) {
                assertThat(HubClient.at(running.root()).get("/health").status()).isEqualTo(404);
                assertThat(HubClient.at(running.root()).get("/connected").status())
                        .isEqualTo(404);
            }
        }
    }

    private static void requestsPass(TestBot writer, TestBot reader) {
        assertThat(writer.http().get("/health/ready").toString()).isEqualTo("200 {\"ready\":true}");
        Answer sent = writer.http().post("/api/send", Fields.of("to", reader.name(), "content", "hello"));
        assertThat(sent.status()).as(sent.body()).isEqualTo(200);
        Answer large = writer.http().post("/api/send", Fields.of("to", reader.name(), "content", "x".repeat(1 << 20)));
        assertThat(large.status()).isEqualTo(413);
        assertThat(large.code()).as("the hub explains it").isEqualTo("PAYLOAD_TOO_LARGE");
        assertThat(reader.http().get("/api/nothing%2Fhere?x=%20y").code()).isEqualTo("NOT_FOUND");
    }

    private static void socketsAndStreamsAreNotHeldBack(TestBot writer, TestBot reader) {
        try (HubSocket socket = reader.connect();
                HubSocket sender = writer.connect();
                TestStream stream = TestStream.open(reader.http().base(), reader, "", null)) {
            stream.next("resume");
            CompletableFuture<Answer> poll =
                    CompletableFuture.supplyAsync(() -> reader.http().get("/api/events?since=latest&wait=25"));
            Eventually.get(
                    () -> HUB.hub().meters().get("parley.polls.waiting").gauge().value(), waiting -> waiting == 1);

            sender.send(Fields.of("type", "send_dm", "ref", 1, "to", reader.name(), "content", "at once"));

            assertThat(sender.next("ack").path("ref").asInt()).isEqualTo(1);
            assertThat(socket.next("message").at("/message/content").asString()).isEqualTo("at once");
            assertThat(stream.next("message").data()).contains("at once");
            assertThat(poll.join().body()).contains("at once");
        }
    }

    private static void filesPass(TestBot bot, int size) {
        byte[] content = new byte[size];
        content[0] = 'x';
        FileClient files = new FileClient(bot);
        HttpResponse<byte[]> file = files.get(files.url("large.txt", "text/plain", content));
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.body()).isEqualTo(content);
    }

    /** The hub believes what the proxy says of a client; so the client must not be able to say it. */
    private static void nobodySpeaksForIt(ProxyProcess proxy) {
        HubClient liar = HubClient.at(proxy.hub())
                .with("X-Forwarded-Host", "evil.example.com")
                .with("X-Forwarded-Proto", "https");
        assertThat(liar.get("/skill.md").body())
                .contains(proxy.root() + Proxy.SUB_PATH)
                .doesNotContain("evil.example.com", "https://127.0.0.1");
    }

    private static void tlsEndsHere(ProxyProcess proxy) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(
                        proxy.secure().resolve(proxy.hub().getPath() + "/skill.md"))
                .build();
        String skill = TestCertificate.trustingClient()
                .send(request, BodyHandlers.ofString())
                .body();
        assertThat(skill).contains("https://127.0.0.1:");
    }

    @ParameterizedTest
    @EnumSource
    void whenNoNodeAnswersClientsAreToldToTryAgain(Proxy proxy) {
        Ports nobody = Ports.free();
        List<Integer> nodes = List.of(nobody.http(), nobody.https(), nobody.other());
        try (ProxyProcess running = proxy.start(nodes, "", directory, certificate)) {
            Answer answer = HubClient.at(running.hub()).get("/api/version");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).contains("2");
            assertThat(answer.code()).isEqualTo("OVERLOADED");
        }
    }
}
