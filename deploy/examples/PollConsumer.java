import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Follows what happens to a bot by long polling, and loses nothing: {@code java PollConsumer.java [CURSOR_FILE]}.
 *
 * <p>PARLEY_URL is where the hub is, PARLEY_TOKEN a token of the bot with the scope "read". The cursor file holds how far
 * events were handled, as {@code <epoch>:<position>}; without it, it begins now. An event comes again only if this program
 * ended between handling it and noting that: handle it so that twice does no harm.
 */
public final class PollConsumer {

    private static final String HUB = System.getenv().getOrDefault("PARLEY_URL", "http://localhost:4800");
    private static final String TOKEN = System.getenv().getOrDefault("PARLEY_TOKEN", "");

    /** Many proxies give up after 60 s. */
    private static final Duration WAIT = Duration.ofSeconds(50);

    private static final long LONGEST_PAUSE_MILLIS = 60_000;
    private static final Set<Integer> FINAL = Set.of(400, 401, 403, 404);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    private final Path cursorFile;
    private int failures;

    private PollConsumer(Path cursorFile) {
        this.cursorFile = cursorFile;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        new PollConsumer(Path.of(args.length > 0 ? args[0] : "parley.cursor")).run();
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
            try {
                HttpResponse<String> answer = poll(load());
                if (answer.statusCode() == 200) {
                    take(Page.parse(answer.body()));
                    failures = 0;
                    continue;
                }
                if (FINAL.contains(answer.statusCode())) {
                    System.err.println("the hub refuses: " + answer.statusCode() + " " + answer.body());
                    System.exit(1);
                }
                System.err.println("no answer: " + answer.statusCode());
                atLeast = answer.headers().firstValueAsLong("Retry-After").orElse(0) * 1_000;
            } catch (IOException e) {
                System.err.println("no answer: " + e);
            }
            failures++;
            Thread.sleep(atLeast + pauseMillis(failures));
        }
    }

    /** Longer each time, and not the same for all who lost the hub at once. */
    private static long pauseMillis(int failures) {
        return ThreadLocalRandom.current().nextLong(Math.min(LONGEST_PAUSE_MILLIS, 1_000L << Math.min(failures, 10)));
    }

    /** The first one only learns where the journal ends, to be noted at once. */
    private HttpResponse<String> poll(Optional<String> cursor) throws IOException, InterruptedException {
        String query = cursor.map(text -> text.split(":"))
                .map(parts -> "?limit=500&wait=" + WAIT.toSeconds() + "&epoch=" + parts[0] + "&since=" + parts[1])
                .orElse("");
        URI uri = URI.create(HUB + "/api/events" + query);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + TOKEN)
                .timeout(WAIT.plusSeconds(15))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private void take(Page page) throws IOException {
        page.reason().ifPresent(PollConsumer::reset);
        for (String event : page.events()) {
            handle(event);
            save(page.epoch() + ":" + Json.fields(event).get("position"));
        }
        save(page.epoch() + ":" + page.position());
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

    private record Page(String epoch, String position, Optional<String> reason, List<String> events) {

        static Page parse(String json) {
            Map<String, String> fields = Json.fields(json);
            return new Page(
                    Json.text(fields.get("epoch")),
                    fields.get("position"),
                    Optional.ofNullable(fields.get("reason")).map(Json::text),
                    Json.parts(fields.get("events")));
        }
    }

    /** As much JSON as a page needs, to do without a library: values stay the texts they are. */
    private static final class Json {

        /** The fields of an object, or the elements of an array. */
        static List<String> parts(String json) {
            List<String> parts = new ArrayList<>();
            boolean quoted = false;
            int depth = 0;
            int begin = 1;
            for (int i = 0; i < json.length(); i++) {
                char c = json.charAt(i);
                if (quoted) {
                    quoted = c != '"';
                    i += c == '\\' ? 1 : 0;
                    continue;
                }
                quoted = c == '"';
                depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
                if ((c == ',' && depth == 1) || (depth == 0 && i > begin)) {
                    parts.add(json.substring(begin, i));
                    begin = i + 1;
                }
            }
            return parts;
        }

        static Map<String, String> fields(String object) {
            Map<String, String> fields = new HashMap<>();
            for (String field : parts(object)) {
                int colon = field.indexOf("\":");
                fields.put(field.substring(1, colon), field.substring(colon + 2));
            }
            return fields;
        }

        /** Of a string without escapes. */
        static String text(String value) {
            return value.substring(1, value.length() - 1);
        }
    }
}
