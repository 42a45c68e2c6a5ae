package dev.parley.server.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.TestPostgres;
import dev.parley.persistence.testing.TestRedis;
import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.process.History;
import dev.parley.server.process.HubProcess;
import dev.parley.server.testing.Eventually;
import dev.parley.server.testing.RequestStream;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestOrg;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nodes are restarted one after the other, behind each of the proxies: no client has a request that failed, and whoever
 * listens is told everything once and in order.
 */
class RollingRestartIT {

    private static final String ADMIN_SECRET = "operators-secret";
    private static final HttpHeaders NONE = HttpHeaders.of(Map.of(), (name, value) -> true);

    @TempDir
    private Path directory;

    private final String database = TestPostgres.createDatabase();
    private final List<HubProcess> nodes = new ArrayList<>();
    private final List<ProxyProcess> proxies = new ArrayList<>();

    @AfterEach
    void end() {
        proxies.forEach(ProxyProcess::close);
        nodes.forEach(HubProcess::close);
    }

    @Test
    @Timeout(120)
    void noRequestFailsAndNoEventIsLost() {
        nodes.add(start(HubProcess.freePort()));
        nodes.addAll(
                IntStream.range(1, 3)
                        .mapToObj(i -> CompletableFuture.supplyAsync(() -> start(HubProcess.freePort())))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList());
        TestOrg org = TestOrg.create(HubClient.local(nodes.get(0).port()), ADMIN_SECRET, "acme")
                .unlimited();
        TestBot reader = org.bot("reader");
        List<Writer> writers = Stream.of(Proxy.values())
                .map(proxy -> writer(proxy, org, reader))
                .toList();

        List<Listener> listeners = proxies.stream()
                .map(proxy -> Listener.start(proxy.through(reader)))
                .toList();
        RequestStream requests = RequestStream.of(
                writers.stream().map(writer -> (Supplier<Answer>) writer).toList());
        try (requests) {
            requests.awaitSuccesses();
            restart(0);
            restart(1);
            requests.mark(org.admin().get("/health/ready"));
            requests.afterTheMark();
            int sent = requests.everything().size();
            listeners.forEach(listener -> Eventually.get(() -> listener.ids().size(), heard -> heard >= sent));
            listeners.forEach(Listener::close);
        }

        assertThat(requests.everything())
                .filteredOn(answer -> answer.status() != 200)
                .isEmpty();
        assertThat(writers).allSatisfy(Writer::isStoredOnceAndInOrder);
        assertThat(listeners).allSatisfy(listener -> {
            assertThat(writers).allSatisfy(writer -> assertThat(listener.ids())
                    .filteredOn(writer.ids::contains)
                    .isEqualTo(writer.ids));
            assertThat(listener.closedWith()).allMatch(code -> code == 1012);
        });
    }

    private HubProcess start(int port) {
        Map<String, String> settings = new HashMap<>();
        settings.put("HXA_CONNECT_ADMIN_SECRET", ADMIN_SECRET);
        settings.put("HXA_CONNECT_PORT", String.valueOf(port));
        settings.put("HXA_CONNECT_DATABASE_URL", database);
        settings.put("HXA_CONNECT_DATABASE_POOL", "4");
        settings.put("REDIS_URL", TestRedis.url());
        settings.put("HXA_CONNECT_DRAIN_SECONDS", "3");
        // It is started five times, and lives shortly.
        settings.put("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        return HubProcess.hub(directory.resolve("data"), settings);
    }

    private void restart(int node) {
        HubProcess old = nodes.get(node);
        old.terminate();
        assertThat(old.exitCode()).as(old.text()).isZero();
        nodes.set(node, start(old.port()));
    }

    private Writer writer(Proxy proxy, TestOrg org, TestBot reader) {
        try {
            Path own = Files.createDirectory(directory.resolve(proxy.name()));
            List<Integer> ports = nodes.stream().map(HubProcess::port).toList();
            ProxyProcess running = proxy.start(ports, "", own, TestCertificate.make(own));
            proxies.add(running);
            return new Writer(running.through(org.bot(proxy.name())), reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends one message after the other, each once. */
    private static final class Writer implements Supplier<Answer> {

        private final TestBot bot;
        private final TestBot reader;
        private final List<String> ids = new ArrayList<>();
        private String channel;

        Writer(TestBot bot, TestBot reader) {
            this.bot = bot;
            this.reader = reader;
        }

        @Override
        public Answer get() {
            try {
                String content = bot.name() + " " + ids.size();
                Answer answer = bot.http().post("/api/send", Fields.of("to", reader.name(), "content", content));
                if (answer.status() == 200) {
                    channel = answer.json().path("channel_id").asString();
                    ids.add(answer.json().at("/message/id").asString());
                }
                return answer;
            } catch (UncheckedIOException e) {
                return new Answer(0, NONE, e.toString());
            }
        }

        void isStoredOnceAndInOrder() {
            assertThat(History.read(reader.http(), "/api/channels/" + channel).ids())
                    .isEqualTo(ids);
        }
    }
}
