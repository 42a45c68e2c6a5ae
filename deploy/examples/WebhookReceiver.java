import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Receives a bot's webhooks, and handles each event once and in order: {@code java WebhookReceiver.java [DIRECTORY]}.
 *
 * <p>PARLEY_WEBHOOK_SECRET is the webhook's secret, PORT where to listen (8080). A delivery is verified, written into
 * DIRECTORY/pending and answered; it is handled afterwards, and then kept in DIRECTORY/done. The hub repeats what it got no
 * 2xx for: what is here already is answered and not handled again. One receiver is for one bot. Put a proxy with TLS in
 * front.
 */
public final class WebhookReceiver {

    private static final Duration MAX_AGE = Duration.ofMinutes(5);
    private static final int MAX_BODY_BYTES = 2 << 20;
    private static final int THREADS = 8;
    private static final String STANDARD_SECRET = "whsec_";

    /** A ping, which is in no journal, has the position 0. */
    private static final Pattern POSITION = Pattern.compile("\"position\":([1-9]\\d*)}$");

    private final String secret;
    private final Inbox inbox;

    private WebhookReceiver(String secret, Inbox inbox) {
        this.secret = secret;
        this.inbox = inbox;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        String secret = System.getenv().getOrDefault("PARLEY_WEBHOOK_SECRET", "");
        if (secret.isEmpty()) {
            System.err.println("PARLEY_WEBHOOK_SECRET is not set");
            System.exit(1);
        }
        Inbox inbox = Inbox.open(Path.of(args.length > 0 ? args[0] : "inbox"));
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.createContext("/", new WebhookReceiver(secret, inbox)::receive);
        server.setExecutor(Executors.newFixedThreadPool(THREADS));
        server.start();
        System.err.println("listening on port " + server.getAddress().getPort());
        inbox.handleAll();
    }

    /** What your bot does about an event. */
    private static void handle(String event) {
        System.out.println(event);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY_BYTES + 1);
            exchange.sendResponseHeaders(answer(exchange, body), -1);
        }
    }

    private int answer(HttpExchange exchange, byte[] body) {
        if (!exchange.getRequestMethod().equals("POST")) {
            return 405;
        }
        if (body.length > MAX_BODY_BYTES) {
            return 413;
        }
        // Either proves it. While the hub has two live secrets only the standard ones have one of the older secret.
        Headers headers = exchange.getRequestHeaders();
        if (!hasStandardSignature(headers, body) && !hasHubSignature(headers, body)) {
            return 401;
        }
        try {
            inbox.accept(body);
            return 204;
        } catch (IOException e) {
            System.err.println("not stored: " + e);
            return 503;
        }
    }

    /** X-Hub-Signature-256: sha256=&lt;hex> of &lt;X-Hub-Timestamp, in ms>.&lt;body>. */
    private boolean hasHubSignature(Headers headers, byte[] body) {
        String millis = header(headers, "X-Hub-Timestamp");
        String given = header(headers, "X-Hub-Signature-256").replaceFirst("^sha256=", "");
        byte[] mac = sign(secret.getBytes(StandardCharsets.UTF_8), millis + ".", body);
        return isRecent(millis, 1)
                && areEqual(given.toLowerCase(Locale.ROOT), HexFormat.of().formatHex(mac));
    }

    /** webhook-signature: v1,&lt;base64> of &lt;webhook-id>.&lt;webhook-timestamp, in s>.&lt;body> for each good secret. */
    private boolean hasStandardSignature(Headers headers, byte[] body) {
        String seconds = header(headers, "webhook-timestamp");
        byte[] mac = sign(standardKey(), header(headers, "webhook-id") + "." + seconds + ".", body);
        String wanted = "v1," + Base64.getEncoder().encodeToString(mac);
        List<String> given = List.of(header(headers, "webhook-signature").split(" "));
        return isRecent(seconds, 1_000) && given.stream().anyMatch(one -> areEqual(one, wanted));
    }

    /** The bytes behind whsec_; the secret itself if it is none of Standard Webhooks. */
    private byte[] standardKey() {
        if (secret.startsWith(STANDARD_SECRET) && !secret.equals(STANDARD_SECRET)) {
            try {
                return Base64.getDecoder().decode(secret.substring(STANDARD_SECRET.length()));
            } catch (IllegalArgumentException e) {
                // Then it is a text like any other.
            }
        }
        return secret.getBytes(StandardCharsets.UTF_8);
    }

    private static String header(Headers headers, String name) {
        return Optional.ofNullable(headers.getFirst(name)).orElse("");
    }

    private static boolean isRecent(String timestamp, long unitMillis) {
        return timestamp.matches("\\d{1,15}")
                && Math.abs(System.currentTimeMillis() - Long.parseLong(timestamp) * unitMillis) <= MAX_AGE.toMillis();
    }

    /** Takes as long for a text that is nearly right as for any other. */
    private static boolean areEqual(String given, String wanted) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] sign(byte[] key, String head, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            mac.update(head.getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HMAC-SHA256", e);
        }
    }

    /** What was received, on disk before it is answered. */
    private record Inbox(Path pending, Path done, Path failed, BlockingQueue<Path> waiting) {

        static Inbox open(Path directory) throws IOException {
            Inbox inbox = new Inbox(
                    Files.createDirectories(directory.resolve("pending")),
                    Files.createDirectories(directory.resolve("done")),
                    Files.createDirectories(directory.resolve("failed")),
                    new LinkedBlockingQueue<>());
            try (Stream<Path> left = Files.list(inbox.pending)) {
                left.filter(file -> file.toString().endsWith(".json")).sorted().forEach(inbox.waiting::add);
            }
            return inbox;
        }

        synchronized void accept(byte[] body) throws IOException {
            String name = nameOf(body);
            if (Stream.of(pending, done, failed).anyMatch(known -> Files.exists(known.resolve(name)))) {
                return;
            }
            Path draft = pending.resolve(name + ".new");
            try (FileChannel file = FileChannel.open(
                    draft, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
                file.write(ByteBuffer.wrap(body));
                file.force(true);
            }
            waiting.add(Files.move(draft, pending.resolve(name), StandardCopyOption.ATOMIC_MOVE));
        }

        /** Its position is signed and the same when an event is repeated; sorted by it, events are in order. */
        private static String nameOf(byte[] body) {
            Matcher position = POSITION.matcher(new String(body, StandardCharsets.UTF_8));
            return position.find()
                    ? "%020d.json".formatted(Long.parseLong(position.group(1)))
                    : HexFormat.of().formatHex(digest(body)) + ".json";
        }

        private static byte[] digest(byte[] body) {
            try {
                return MessageDigest.getInstance("SHA-256").digest(body);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("Every Java runtime has SHA-256", e);
            }
        }

        void handleAll() throws IOException, InterruptedException {
            while (true) {
                Path file = waiting.take();
                Path kept = done;
                try {
                    handle(Files.readString(file));
                } catch (RuntimeException e) {
                    // What cannot be handled must not keep all that follows.
                    System.err.println(file + " failed: " + e);
                    kept = failed;
                }
                Files.move(file, kept.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }
}
