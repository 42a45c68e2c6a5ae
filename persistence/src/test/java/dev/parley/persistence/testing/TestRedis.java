package dev.parley.persistence.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import redis.embedded.core.ExecutableProvider;

/**
 * A real Redis for tests: one server per virtual machine, started when first asked for. Tests that share it keep apart by
 * their keys.
 *
 * <p>The environment variable {@code TEST_REDIS_URL} makes the tests use that server instead.
 */
public final class TestRedis {

    static final String READY = "Ready to accept connections";

    private TestRedis() {}

    /** The URL of the running server, {@code redis://host:port}. Blocks while it starts. */
    public static String url() {
        return Server.URL;
    }

    private static String start() {
        try {
            Path home = Directories.create("redis");
            String program = unpacked(home);
            ChildProcess server = ChildProcess.listen(port -> command(program, home, port), READY);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                server.stop();
                Directories.deleteIfPossible(home);
            }));
            return "redis://127.0.0.1:" + server.port();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts the program of the Maven artifact, Redis 6.2, into a directory. */
    static String unpacked(Path home) throws IOException {
        return ExecutableProvider.newJarResourceProvider(home.toFile()).get().getPath();
    }

    /** Settings as arguments: nothing is saved, only this machine may connect. */
    static List<String> command(String program, Path home, int port) {
        List<String> command = new ArrayList<>(ChildProcess.tied(false));
        command.addAll(List.of(program, "--port", Integer.toString(port), "--bind", "127.0.0.1"));
        command.addAll(List.of("--save", "", "--appendonly", "no", "--dir", home.toString()));
        return command;
    }

    /** Loaded, and so started, by the first use. */
    private static final class Server {
        static final String URL = Objects.requireNonNullElseGet(System.getenv("TEST_REDIS_URL"), TestRedis::start);
    }
}
