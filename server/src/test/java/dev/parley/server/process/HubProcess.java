package dev.parley.server.process;

import dev.parley.server.client.HubClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** The jar as an operator starts it: a process of its own, known by its exit code and what it prints. */
public final class HubProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;
    private final Map<String, String> environment;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();
    private final Thread reader;

    private HubProcess(Process process, Map<String, String> environment) {
        this.process = process;
        this.environment = environment;
        this.reader = new Thread(this::read, "output of the hub");
        reader.start();
    }

    /** Runs the jar with these arguments in an environment of these variables alone. */
    static HubProcess run(Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-jar");
        command.add(System.getProperty("parley.jar"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return new HubProcess(builder.start(), environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a hub on a free port with its data in that directory, and waits until it answers. */
    public static HubProcess hub(Path data, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>();
        environment.put("HXA_CONNECT_HOST", "127.0.0.1");
        environment.put("HXA_CONNECT_PORT", String.valueOf(freePort()));
        environment.put("HXA_CONNECT_METRICS_PORT", "0");
        environment.put("HXA_CONNECT_DATA_DIR", data.toString());
        environment.putAll(settings);
        HubProcess hub = run(environment);
        hub.awaitReady();
        return hub;
    }

    /** A port nothing listened on a moment ago. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return Integer.parseInt(environment.get("HXA_CONNECT_PORT"));
    }

    HubClient client() {
        return HubClient.local(port());
    }

    /** Ends it as {@code kill -9} does. */
    public void kill() {
        end(process.toHandle().destroyForcibly());
        exitCode();
    }

    /** Stops it where it is: its connections stay, and nothing is answered. */
    public void freeze() {
        signal("STOP");
    }

    /** Lets it go on. */
    public void thaw() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end, as {@code SIGTERM} does. */
    public void terminate() {
        end(process.toHandle().destroy());
    }

    /** Asked through its handle, a process keeps its output readable to the end. */
    private void end(boolean asked) {
        if (!asked) {
            throw new IllegalStateException("The hub cannot be ended; it printed " + output);
        }
    }

    /** Waits for the end. */
    public int exitCode() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("Still running; it printed " + output);
            }
            reader.join();
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The lines printed so far, to both standard streams. */
    List<String> output() {
        return List.copyOf(output);
    }

    public String text() {
        return String.join("\n", output);
    }

    private void awaitReady() {
        ready.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                if (line.contains("listens on port")) {
                    ready.complete(null);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ready.completeExceptionally(new IllegalStateException("The hub ended; it printed " + output));
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
        }
    }
}
