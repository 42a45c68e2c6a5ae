import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Follows what happens to a bot by server-sent events, and loses nothing: {@code java SseConsumer.java [CURSOR_FILE]}.
 *
 * <p>PARLEY_URL is where the hub is, PARLEY_TOKEN a token of the bot with the scope "read". The cursor file holds the id of
 * the last event that was handled, {@code <epoch>:<position>}; without it, it begins now. An event comes again only if this
 * program ended between handling it and noting that: handle it so that twice does no harm.
 */
public final class SseConsumer {

    private static final String HUB = System.getenv().getOrDefault("PARLEY_URL", "http://localhost:4800");
    private static final String TOKEN = System.getenv().getOrDefault("PARLEY_TOKEN", "");

    /** The hub says something every 15 s: after three times that it is gone. */
    private static final int SILENCE_MILLIS = 45_000;

    private static final int CONNECT_MILLIS = 10_000;
    private static final long LONGEST_PAUSE_MILLIS = 60_000;
    private static final Set<Integer> FINAL = Set.of(400, 401, 403, 404);
    private static final Pattern REASON = Pattern.compile("\"reason\":\"(\\w+)\"");

    private final Path cursorFile;
    private int failures;

    private SseConsumer(Path cursorFile) {
        this.cursorFile = cursorFile;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        new SseConsumer(Path.of(args.length > 0 ? args[0] : "parley.cursor")).run();
    }

    /** What your bot does about an event. */
    private static void handle(String event) {
        System.out.println(event);
    }

    /** What was missed cannot be told: read anew what your bot must know, such as GET /api/me/workspace. */
    private static void reset(String reason) {
        System.err.println("reset: " + reason);
    }

    private void run() throws IOException, InterruptedException {
        while (true) {
            long atLeast = 0;
            HttpURLConnection connection = connect();
            try {
                int status = connection.getResponseCode();
                if (status == 200) {
                    failures = 0;
                    follow(connection.getInputStream());
                } else if (FINAL.contains(status)) {
                    System.err.println("the hub refuses: " + status + " " + text(connection.getErrorStream()));
                    System.exit(1);
                }
                System.err.println("the stream ended: " + status);
                atLeast = connection.getHeaderFieldLong("Retry-After", 0) * 1_000;
            } catch (IOException e) {
                System.err.println("the stream ended: " + e);
            } finally {
                connection.disconnect();
            }
            failures++;
            Thread.sleep(atLeast + pauseMillis(failures));
        }
    }

    /** Longer each time, and not the same for all who lost the hub at once. */
    private static long pauseMillis(int failures) {
        return ThreadLocalRandom.current().nextLong(Math.min(LONGEST_PAUSE_MILLIS, 1_000L << Math.min(failures, 10)));
    }

    private HttpURLConnection connect() throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create(HUB + "/api/events/stream").toURL().openConnection();
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(SILENCE_MILLIS);
        connection.setRequestProperty("Authorization", "Bearer " + TOKEN);
        connection.setRequestProperty("Accept", "text/event-stream");
        load().ifPresent(id -> connection.setRequestProperty("Last-Event-ID", id));
        return connection;
    }

    private void follow(InputStream stream) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        Event event = new Event("message", "", "");
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.isEmpty()) {
                event = event.with(line);
            } else {
                take(event);
                event = new Event("message", "", "");
            }
        }
    }

    /** An event without an id, such as presence, is no place to go on from. */
    private void take(Event event) throws IOException {
        Matcher reason = REASON.matcher(event.data());
        if (event.type().equals("resume") && reason.find()) {
            reset(reason.group(1));
        } else if (!event.data().isEmpty() && !Set.of("resume", "close").contains(event.type())) {
            handle(event.data());
        }
        if (!event.id().isEmpty()) {
            save(event.id());
        }
    }

    private Optional<String> load() throws IOException {
        return Files.exists(cursorFile)
                ? Optional.of(Files.readString(cursorFile).strip())
                : Optional.empty();
    }

    /** All or nothing, whenever the machine stops. */
    private void save(String cursor) throws IOException {
        Path draft = cursorFile.resolveSibling(cursorFile.getFileName() + ".new");
        try (FileChannel file = FileChannel.open(
                draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(cursor.getBytes(StandardCharsets.US_ASCII)));
            file.force(true);
        }
        Files.move(draft, cursorFile, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String text(InputStream body) throws IOException {
        return body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }

    private record Event(String type, String id, String data) {

        /** With one more line; the hub's data is always one. */
        Event with(String line) {
            int colon = line.indexOf(':');
            String value = line.substring(colon + 1).stripLeading();
            return switch (colon < 0 ? line : line.substring(0, colon)) {
                case "event" -> new Event(value, id, data);
                case "id" -> new Event(type, value, data);
                case "data" -> new Event(type, id, value);
                default -> this;
            };
        }
    }
}
