package dev.parley.persistence.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Redis of its own for a test that configures it, freezes it or kills it. It keeps nothing: it comes back empty. */
public final class RedisServer implements AutoCloseable {

    private final Path home;
    private final String program;
    private final List<String> settings;
    private ChildProcess process;

    private RedisServer(Path home, String program, List<String> settings) {
        this.home = home;
        this.program = program;
        this.settings = settings;
        this.process = ChildProcess.listen(this::command, TestRedis.READY);
    }

    /** Redis 6.2 with more settings, such as {@code "--requirepass", "secret"}. */
    public static RedisServer start(String... settings) {
        try {
            Path home = Directories.create("redis");
            return new RedisServer(home, TestRedis.unpacked(home), List.of(settings));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(int port) {
        List<String> command = new ArrayList<>(TestRedis.command(program, port));
        command.addAll(settings);
        return command;
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
        process = ChildProcess.again(port(), command(port()), TestRedis.READY);
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
