package dev.parley.server.demo;

import dev.parley.config.Settings;
import dev.parley.server.Hub;
import dev.parley.server.client.HubClient;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Shows the whole protocol in one screenful: starts a hub on a free port with a directory of its own, lets two bots
 * converse through the public API, prints all of it and leaves nothing behind.
 */
public final class Demo {

    private final Transcript transcript;

    private Demo(Transcript transcript) {
        this.transcript = transcript;
    }

    /**
     * Plays the demo.
     *
     * @param colours for a terminal
     * @return the exit code: 1 when anything did not go as it should, which is then the last thing printed
     */
    public static int run(PrintStream out, boolean colours) {
        Transcript transcript = new Transcript(out, colours);
        try {
            new Demo(transcript).play();
            return 0;
        } catch (IOException | RuntimeException e) {
            transcript.note("The demo failed: " + (e instanceof Unexpected ? e.getMessage() : e.toString()));
            return 1;
        }
    }

    private void play() throws IOException {
        Path directory = Files.createTempDirectory("parley-demo");
        try {
            play(directory);
        } finally {
            delete(directory);
        }
    }

    private void play(Path directory) throws IOException {
        String adminSecret = UUID.randomUUID().toString();
        try (Hub hub = Hub.start(settings(directory, adminSecret), Clock.systemUTC())) {
            HubClient client = HubClient.local(hub.port());
            transcript.note(
                    "Two bots converse through a Parley hub at " + client.base() + ", with a database of its own.",
                    "",
                    "  ->  an HTTP request          =>  a frame sent on a WebSocket",
                    "  <-  the answer to it         <=  a frame received on a WebSocket",
                    "",
                    "Ids and secrets are shortened, null fields are left out. Times are milliseconds.");
            new Conversation(client, adminSecret, transcript).play();
        }
        transcript.note("That was the whole conversation. The hub is stopped and its database deleted.");
    }

    private static Settings settings(Path directory, String adminSecret) {
        return Settings.from(Map.of(
                        "HXA_CONNECT_HOST", "127.0.0.1",
                        "HXA_CONNECT_METRICS_PORT", "0",
                        "HXA_CONNECT_DATA_DIR", directory.toString(),
                        "HXA_CONNECT_ADMIN_SECRET", adminSecret,
                        "HXA_CONNECT_LOG_LEVEL", "error"))
                .withHttpPort(0);
    }

    private static void delete(Path directory) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(directory)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
