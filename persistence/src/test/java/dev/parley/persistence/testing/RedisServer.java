package dev.parley.persistence.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** A Redis of its own for a test that configures it, freezes it or kills it. It keeps nothing: it comes back empty. */
public final class RedisServer implements AutoCloseable {

    private final Path home;
    private final IntFunction<List<String>> command;
    private final String ready;
    private ChildProcess process;

    private RedisServer(Path home, IntFunction<List<String>> command, String ready, ChildProcess process) {
        this.home = home;
        this.command = command;
        this.ready = ready;
        this.process = process;
    }

    /** Redis 6.2 with more settings, such as {@code "--requirepass", "secret"}. */
    public static RedisServer start(String... settings) {
        try {
            Path home = Directories.create("redis");
            String program = TestRedis.unpacked(home);
            return start(
                    home, port -> joined(TestRedis.command(program, home, port), List.of(settings)), TestRedis.READY);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The Redis that is installed, 7 or later, with settings that may depend on its port. */
    public static RedisServer startInstalled(IntFunction<List<String>> settings) {
        Path home = newHome();
        return start(home, port -> joined(installed(home, port), settings.apply(port)), TestRedis.READY);
    }

    /** The same on a port that was chosen before. */
    static RedisServer startInstalled(Path home, int port, List<String> settings) {
        List<String> command = joined(installed(home, port), settings);
        return new RedisServer(
                home, again -> command, TestRedis.READY, ChildProcess.again(port, command, TestRedis.READY));
    }

    /** A sentinel that watches one master, which it calls {@code main}, and agrees with itself after half a second. */
    public static RedisServer startSentinel(int masterPort) {
        Path home = newHome();
        Path file = home.resolve("sentinel.conf");
        try {
            Files.writeString(file, """
                sentinel monitor main 127.0.0.1 %d 1
                sentinel down-after-milliseconds main 500
                sentinel failover-timeout main 2000
                """.formatted(masterPort));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return start(home, port -> sentinel(file, port), "Sentinel ID is");
    }

    private static RedisServer start(Path home, IntFunction<List<String>> command, String ready) {
        return new RedisServer(home, command, ready, ChildProcess.listen(command, ready));
    }

    static Path newHome() {
        try {
            return Directories.create("redis");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> installed(Path home, int port) {
        if (!isInstalled()) {
            throw new AssertionError(
                    "Install redis-server 7 or later: Sentinel, cluster and TLS are not tested without it");
        }
        return TestRedis.command("redis-server", home, port);
    }

    private static List<String> sentinel(Path file, int port) {
        List<String> command = new ArrayList<>(ChildProcess.tied(false));
        command.addAll(List.of("redis-server", file.toString(), "--sentinel", "--port", Integer.toString(port)));
        command.addAll(List.of("--bind", "127.0.0.1"));
        return command;
    }

    private static boolean isInstalled() {
        return Stream.of(System.getenv("PATH").split(":"))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, "redis-server")));
    }

    private static List<String> joined(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** Where it listens, and does after {@link #restart}. */
    public int port() {
        return process.port();
    }

    /** Its URL without a password. */
    public String url() {
        return "redis://127.0.0.1:" + port();
    }

    /** Ends it as {@code kill -9} does. */
    public void kill() {
        process.kill();
    }

    /** Starts it again, empty. */
    public void restart() {
        process = ChildProcess.again(port(), command.apply(port()), ready);
    }

    /** Keeps its connections and answers nothing. */
    public void freeze() {
        process.signal("STOP");
    }

    /** Lets it go on. */
    public void thaw() {
        process.signal("CONT");
    }

    @Override
    public void close() {
        process.kill();
        Directories.deleteIfPossible(home);
    }
}
