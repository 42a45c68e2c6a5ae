package dev.parley.server.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.Certificate;
import dev.parley.persistence.testing.RedisCluster;
import dev.parley.persistence.testing.RedisServer;
import dev.parley.server.testing.Eventually;
import dev.parley.server.testing.Redises;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** Redis as sentinels, as a cluster and by TLS; needs the installed one, 7 or later. */
class RedisFormsTest {

    private static final RedisScript COUNT = new RedisScript("return {redis.call('INCR', KEYS[1])}");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<Redis> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(redis -> redis.close().block());
    }

    @Test
    void sentinelsLeadToTheMasterAndToTheNextOne() {
        try (RedisServer master = RedisServer.startInstalled(port -> List.of());
                RedisServer replica = RedisServer.startInstalled(port ->
                        List.of("--replicaof", "127.0.0.1 " + master.port(), "--repl-diskless-sync-delay", "0"));
                RedisServer sentinel = RedisServer.startSentinel(master.port())) {
            Redis redis = open("redis-sentinel://127.0.0.1:" + sentinel.port() + "/0#main");
            assertThat(count(redis, "x")).isEqualTo(1);
            awaitReplica(redis);

            master.kill();
            Redises.await(redis, false);
            Redises.await(redis, true);

            assertThat(Eventually.get(() -> countOrZero(redis, "x"), count -> count > 0))
                    .as("the replica has it all")
                    .isEqualTo(2);
        }
    }

    /** Until the sentinel knows of it and it has everything. */
    private static void awaitReplica(Redis redis) {
        Eventually.get(
                () -> redis.call(commands -> commands.info("replication")).block(),
                text -> text.contains("state=online"));
    }

    @Test
    void aClusterIsAskedWhereTheKeyIsAndIsAwayWhenAPartOfItIs() {
        try (RedisCluster cluster = RedisCluster.start()) {
            Redis redis = open(cluster.url());
            IntStream.range(0, 30)
                    .forEach(i -> Eventually.get(() -> countOrZero(redis, "key " + i), count -> count == 1));
            IntStream.range(0, 30)
                    .forEach(i -> assertThat(count(redis, "key " + i)).isEqualTo(2));

            cluster.node(1).kill();
            Redises.await(redis, false);
            cluster.node(1).restart();
            Redises.await(redis, true);

            long empty = IntStream.range(0, 30)
                    .filter(i -> Eventually.get(() -> countOrZero(redis, "key " + i), count -> count > 0) == 1)
                    .count();
            assertThat(empty).as("keys that were on the node that came back").isBetween(1L, 29L);
        }
    }

    @Test
    void aCertificateIsTrustedThatTheAuthorityOfTheUrlVouchesFor(@TempDir Path directory) {
        Certificate certificate = Certificate.make(directory, "ip:127.0.0.1");
        try (RedisServer server = RedisServer.startInstalled(port -> tls(port, certificate))) {
            Redis redis = open(url(server, certificate));

            assertThat(count(redis, "x")).isEqualTo(1);
        }
    }

    @Test
    void anotherCertificateIsNotTrustedNorOneForAnotherHost(@TempDir Path directory, @TempDir Path other) {
        Certificate certificate = Certificate.make(directory, "dns:elsewhere");
        Certificate stranger = Certificate.make(other, "ip:127.0.0.1");
        try (RedisServer server = RedisServer.startInstalled(port -> tls(port, certificate))) {
            assertThat(refusal(url(server, certificate))).contains("No subject alternative names");
            assertThat(refusal(url(server, stranger))).contains("unable to find valid certification path");
            assertThat(refusal("rediss://127.0.0.1:" + server.port()))
                    .contains("unable to find valid certification path");
        }
    }

    private static List<String> tls(int port, Certificate certificate) {
        return List.of(
                "--port", "0",
                "--tls-port", Integer.toString(port),
                "--tls-cert-file", certificate.certificate().toString(),
                "--tls-key-file", certificate.key().toString(),
                "--tls-auth-clients", "no");
    }

    private static String url(RedisServer server, Certificate trusted) {
        return "rediss://127.0.0.1:" + server.port() + "?ca=" + trusted.certificate();
    }

    private Redis open(String url) {
        Redis redis = Redises.open(url, registry);
        opened.add(redis);
        return redis;
    }

    /** Why the connection is not made. */
    private static String refusal(String url) {
        RedisClients clients = RedisClients.of(Redises.url(url));
        Throwable error = clients.connect()
                .then(Mono.<Throwable>empty())
                .onErrorResume(Mono::just)
                .block();
        clients.close().block();
        return Redis.cause(error);
    }

    private static long count(Redis redis, String key) {
        return COUNT.run(redis, List.of(key), List.of()).block().get(0);
    }

    private static long countOrZero(Redis redis, String key) {
        return COUNT.run(redis, List.of(key), List.of())
                .map(answer -> answer.get(0))
                .onErrorReturn(0L)
                .block();
    }
}
