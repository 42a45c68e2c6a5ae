package dev.parley.server.redis;

import dev.parley.config.RedisUrl;
import dev.parley.config.Secret;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.SslVerifyMode;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import java.time.Duration;
import java.util.List;

/** What a URL of Redis means to the client. */
final class RedisAddress {

    /** Redis answers within a millisecond; who waits longer than this had better do without. */
    static final Duration TIMEOUT = Duration.ofSeconds(1);

    private static final Duration SILENCE = Duration.ofSeconds(5);

    /** Commands without an answer yet, at most. */
    private static final int MAX_WAITING = 20_000;

    /** How soon a moved part of a cluster is noticed at the latest. */
    private static final Duration LOOK_AT_CLUSTER = Duration.ofSeconds(10);

    private RedisAddress() {}

    /** The server, or the sentinels that know it. */
    static RedisURI of(RedisUrl url) {
        if (url.form() != RedisUrl.Form.SENTINEL) {
            return server(url, url.servers().get(0));
        }
        RedisURI.Builder address = withLogin(RedisURI.builder(), url)
                .withSentinelMasterId(url.master().orElseThrow());
        url.servers().forEach(sentinel -> address.withSentinel(sentinel(url, sentinel)));
        return address.build();
    }

    /** Nodes of a cluster. */
    static List<RedisURI> nodes(RedisUrl url) {
        return url.servers().stream().map(server -> server(url, server)).toList();
    }

    private static RedisURI server(RedisUrl url, RedisUrl.Server server) {
        return withLogin(RedisURI.builder().withHost(server.host()).withPort(server.port()), url)
                .build();
    }

    private static RedisURI.Builder withLogin(RedisURI.Builder address, RedisUrl url) {
        url.password()
                .ifPresent(secret -> address.withAuthentication(url.user().orElse("default"), characters(secret)));
        return encrypted(address, url).withDatabase(url.database());
    }

    private static RedisURI sentinel(RedisUrl url, RedisUrl.Server server) {
        RedisURI.Builder address =
                encrypted(RedisURI.builder().withHost(server.host()).withPort(server.port()), url);
        url.sentinelPassword().ifPresent(secret -> address.withPassword(characters(secret)));
        return address.build();
    }

    private static RedisURI.Builder encrypted(RedisURI.Builder address, RedisUrl url) {
        return address.withSsl(url.tls())
                .withVerifyPeer(SslVerifyMode.FULL)
                .withClientName("parley")
                .withTimeout(TIMEOUT);
    }

    private static char[] characters(Secret secret) {
        return secret.value().toCharArray();
    }

    static ClientOptions options(RedisUrl url) {
        ClientOptions.Builder options = ClientOptions.builder();
        set(options, url);
        return options.build();
    }

    static ClusterClientOptions clusterOptions(RedisUrl url) {
        ClusterClientOptions.Builder options = ClusterClientOptions.builder()
                .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                        .adaptiveRefreshTriggersTimeout(TIMEOUT)
                        .enablePeriodicRefresh(LOOK_AT_CLUSTER)
                        .build());
        set(options, url);
        return options.build();
    }

    /** Nothing waits for a connection: whoever asks can do without Redis, and is told at once. */
    private static void set(ClientOptions.Builder options, RedisUrl url) {
        options.disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MAX_WAITING)
                .timeoutOptions(TimeoutOptions.enabled(TIMEOUT))
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                // What was under way when the connection broke has been given up by whoever asked.
                .replayFilter(command -> true)
                .socketOptions(socket())
                .sslOptions(tls(url));
    }

    /** Where the system has such settings, a connection that is cut without a word is noticed after five seconds. */
    private static SocketOptions socket() {
        return SocketOptions.builder()
                .connectTimeout(TIMEOUT.multipliedBy(2))
                .keepAlive(SocketOptions.KeepAliveOptions.builder()
                        .enable()
                        .idle(SILENCE)
                        .interval(TIMEOUT)
                        .count(3)
                        .build())
                .tcpUserTimeout(SocketOptions.TcpUserTimeoutOptions.builder()
                        .enable()
                        .tcpUserTimeout(SILENCE)
                        .build())
                .build();
    }

    private static SslOptions tls(RedisUrl url) {
        SslOptions.Builder options = SslOptions.builder().jdkSslProvider();
        url.authority().ifPresent(file -> options.trustManager(file.toFile()));
        return options.build();
    }
}
