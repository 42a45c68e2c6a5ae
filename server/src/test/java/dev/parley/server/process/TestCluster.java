package dev.parley.server.process;

import dev.parley.persistence.testing.PostgresServer;
import dev.parley.persistence.testing.RedisServer;
import dev.parley.server.client.HubClient;
import dev.parley.server.deploy.Proxy;
import dev.parley.server.deploy.ProxyProcess;
import dev.parley.server.deploy.TestCertificate;
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

/** Nodes as processes, with a PostgreSQL and a Redis of their own. All of it can be broken. */
public final class TestCluster implements AutoCloseable {

    public static final String ADMIN_SECRET = "operators-secret";

    public final PostgresServer postgres = PostgresServer.start();
    public final RedisServer redis = RedisServer.start();

    /** Between each node and Redis. */
    public final List<Link> links;

    private final List<Integer> ports;
    private final Path directory;
    private final List<HubProcess> nodes = new CopyOnWriteArrayList<>();

    public TestCluster(Path directory, int size) {
        this.directory = directory;
        links = IntStream.range(0, size)
                .mapToObj(node -> new Link(redis.port()))
                .toList();
        ports = IntStream.range(0, size).mapToObj(node -> HubProcess.freePort()).toList();
        // The first one makes the schema.
        nodes.add(start(0));
        IntStream.range(1, size)
                .mapToObj(node -> CompletableFuture.supplyAsync(() -> start(node)))
                .toList()
                .forEach(node -> nodes.add(node.join()));
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

    /** Puts HAProxy in front of them; it is the caller's to close. */
    public ProxyProcess proxy() {
        Path own = folder("proxy");
        return Proxy.HAPROXY.start(ports, "", own, TestCertificate.make(own));
    }

    public HubProcess node(int number) {
        return nodes.get(number);
    }

    /** A way to one node, past any proxy. */
    public HubClient client(int node) {
        return HubClient.local(ports.get(node));
    }

    /** Starts a node again that is dead. */
    public void restart(int node) {
        nodes.set(node, start(node));
    }

    @Override
    public void close() {
        nodes.forEach(HubProcess::close);
        links.forEach(Link::close);
        redis.close();
        postgres.close();
    }
}
