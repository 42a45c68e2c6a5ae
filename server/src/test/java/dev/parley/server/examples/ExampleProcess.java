package dev.parley.server.examples;

import dev.parley.protocol.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** An example that runs: a process of its own, which prints the events it handles. */
final class ExampleProcess implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final BlockingQueue<String> handled = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

    private ExampleProcess(Process process) {
        this.process = process;
        read(process.getInputStream(), handled);
        read(process.getErrorStream(), said);
    }

    /** @param file the program's argument */
    static ExampleProcess run(Example example, Map<String, String> environment, Path file) throws IOException {
        List<String> command = new ArrayList<>(example.command());
        command.add(file.toString());
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        builder.environment().putAll(environment);
        return new ExampleProcess(builder.start());
    }

    private static void read(InputStream stream, BlockingQueue<String> lines) {
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader reader =
                            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                        reader.lines().forEach(lines::add);
                    } catch (IOException | UncheckedIOException e) {
                        lines.add("unreadable: " + e);
                    }
                },
                "output of an example");
        thread.setDaemon(true);
        thread.start();
    }

    /** The next event that it handles. */
    JsonNode next() {
        return Json.parse(line(handled)).orElseThrow();
    }

    /** The next message that it handles; what else happens is passed over. */
    JsonNode nextMessage() {
        JsonNode event = next();
        while (!event.has("message")) {
            event = next();
        }
        return event;
    }

    /** What the next message says. */
    String nextContent() {
        return nextMessage().at("/message/content").asString();
    }

    /** The next thing it says about itself. */
    String says() {
        return line(said);
    }

    private String line(BlockingQueue<String> lines) {
        try {
            String line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (line == null) {
                throw new AssertionError("nothing was printed; on the error stream: " + said);
            }
            return line;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Its exit code, when it has ended by itself. */
    int exitCode() {
        return process.onExit()
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join()
                .exitValue();
    }

    /** Ends it as a crash does. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
