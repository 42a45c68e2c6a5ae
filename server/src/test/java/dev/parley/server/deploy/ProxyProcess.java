package dev.parley.server.deploy;

import dev.parley.server.client.HubClient;
import dev.parley.server.testing.Eventually;
import dev.parley.server.testing.TestBot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A proxy that runs, and how one gets to the hub through it. */
public final class ProxyProcess implements AutoCloseable {

    private static final long STOP_SECONDS = 5;

    private final Process process;
    private final Path log;
    private final Ports ports;
    private final String path;

    private ProxyProcess(Process process, Path log, Ports ports, String path) {
        this.process = process;
        this.log = log;
        this.ports = ports;
        this.path = path;
    }

    /** Returns when it listens. */
    static ProxyProcess run(List<String> command, Path directory, Ports ports, String path) throws IOException {
        Path log = directory.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // What Caddy keeps.
        builder.environment().put("XDG_DATA_HOME", directory.toString());
        builder.environment().put("XDG_CONFIG_HOME", directory.toString());
        ProxyProcess proxy = new ProxyProcess(builder.start(), log, ports, path);
        try {
            Eventually.get(proxy::listens, listens -> listens || !proxy.process.isAlive());
            if (!proxy.process.isAlive()) {
                throw new AssertionError(command + " ended: " + proxy.said());
            }
            return proxy;
        } catch (AssertionError e) {
            proxy.close();
            throw e;
        }
    }

    private boolean listens() {
        try (Socket http = new Socket(InetAddress.getLoopbackAddress(), ports.http());
                Socket https = new Socket(InetAddress.getLoopbackAddress(), ports.https())) {
            return http.isConnected() && https.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    /** What it has logged. */
    String said() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the hub's path. */
    URI root() {
        return URI.create("http://127.0.0.1:" + ports.http());
    }

    /** The hub as clients know it. */
    public URI hub() {
        return URI.create(root() + path);
    }

    /** The same over TLS. */
    URI secure() {
        return URI.create("https://127.0.0.1:" + ports.https() + path);
    }

    /** A bot that comes this way. */
    TestBot through(TestBot bot) {
        return new TestBot(
                bot.id(), bot.name(), bot.token(), HubClient.at(hub()).withToken(bot.token()));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().onExit().join();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
