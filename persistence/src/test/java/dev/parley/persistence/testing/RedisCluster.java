package dev.parley.persistence.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A Redis cluster of three nodes, each with a third of the keys, which know each other from the start. */
public final class RedisCluster implements AutoCloseable {

    private static final int NODES = 3;
    private static final int SLOTS = 16_384;

    private final List<Integer> ports = IntStream.range(0, 2 * NODES)
            .map(i -> ChildProcess.freePort())
            .boxed()
            .toList();
    private final List<RedisServer> nodes =
            IntStream.range(0, NODES).mapToObj(this::start).toList();

    private RedisCluster() {}

    /** Starts the Redis that is installed, 7 or later. */
    public static RedisCluster start() {
        return new RedisCluster();
    }

    private RedisServer start(int node) {
        Path home = RedisServer.newHome();
        Path file = home.resolve("nodes.conf");
        try {
            Files.writeString(
                    file,
                    IntStream.range(0, NODES)
                            .mapToObj(other -> line(other, other == node))
                            .collect(Collectors.joining("", "", "vars currentEpoch 3 lastVoteEpoch 0\n")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> settings = List.of(
                "--cluster-enabled",
                "yes",
                "--cluster-config-file",
                file.toString(),
                "--cluster-port",
                Integer.toString(ports.get(NODES + node)),
                "--cluster-node-timeout",
                "2000");
        return RedisServer.startInstalled(home, ports.get(node), settings);
    }

    private String line(int node, boolean self) {
        return "%s 127.0.0.1:%d@%d %s - 0 0 %d connected %d-%d%n"
                .formatted(
                        id(node),
                        ports.get(node),
                        ports.get(NODES + node),
                        self ? "myself,master" : "master",
                        node + 1,
                        node * SLOTS / NODES,
                        (node + 1) * SLOTS / NODES - 1);
    }

    /** What the nodes call it. */
    public static String id(int node) {
        return Integer.toString(node).repeat(40);
    }

    /** One of the three. */
    public RedisServer node(int node) {
        return nodes.get(node);
    }

    /** Names one node, from which the others are found. */
    public String url() {
        return "redis-cluster://127.0.0.1:" + ports.get(0);
    }

    @Override
    public void close() {
        nodes.forEach(RedisServer::close);
    }
}
