package dev.parley.server.history;

import dev.parley.persistence.testing.PostgresServer;
import dev.parley.persistence.testing.RedisServer;
import dev.parley.server.client.HubClient;
import dev.parley.server.deploy.Proxy;
import dev.parley.server.deploy.ProxyProcess;
import dev.parley.server.deploy.TestCertificate;
import dev.parley.server.process.HubProcess;
import dev.parley.server.testing.Link;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** Three nodes as processes behind HAProxy, with a PostgreSQL and a Redis of their own. All of it can be broken. */
final class TestCluster implements AutoCloseable {

    static final String ADMIN_SECRET = "operators-secret";

    private static final int NODES = 3;

    final PostgresServer postgres = PostgresServer.start();
    final RedisServer redis = RedisServer.start();

    /** Between each node and Redis. */
    final List<Link> links =
            IntStream.range(0, NODES).mapToObj(node -> new Link(redis.port())).toList();

    private final List<Integer> ports =
            IntStream.range(0, NODES).mapToObj(node -> HubProcess.freePort()).toList();
    private final Path directory;
    private final List<HubProcess> nodes;
    private final ProxyProcess proxy;

    TestCluster(Path directory) {
        this.directory = directory;
        // The first one makes the schema.
        nodes = new CopyOnWriteArrayList<>(List.of(start(0)));
        IntStream.range(1, NODES)
                .mapToObj(node -> CompletableFuture.supplyAsync(() -> start(node)))
                .toList()
                .forEach(node -> nodes.add(node.join()));
        Path own = folder("proxy");
        proxy = Proxy.HAPROXY.start(ports, "", own, TestCertificate.make(own));
    }

    private Path folder(String name) {
        try {
            return Files.createDirectories(directory.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HubProcess start(int node) {
        return HubProcess.hub(
                folder("node" + node),
                Map.of(
                        "HXA_CONNECT_PORT",
                        String.valueOf(ports.get(node)),
                        "HXA_CONNECT_ADMIN_SECRET",
                        ADMIN_SECRET,
                        "HXA_CONNECT_WEBHOOK_ALLOW",
                        "127.0.0.0/8",
                        "HXA_CONNECT_DATABASE_URL",
                        postgres.url(),
                        "REDIS_URL",
                        "redis://127.0.0.1:" + links.get(node).port()));
    }

    /** As clients know it. */
    Nodes front() {
        return new Nodes(List.of(proxy.hub()));
    }

    HubProcess node(int number) {
        return nodes.get(number);
    }

    /** A way to one node, past the proxy. */
    HubClient client(int node) {
        return HubClient.local(ports.get(node));
    }

    /** Starts a node again that is dead. */
    void restart(int node) {
        nodes.set(node, start(node));
    }

    @Override
    public void close() {
        proxy.close();
        nodes.forEach(HubProcess::close);
        links.forEach(Link::close);
        redis.close();
        postgres.close();
    }
}
