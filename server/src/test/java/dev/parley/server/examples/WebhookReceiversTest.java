package dev.parley.server.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.webhook.WebhookBody;
import dev.parley.protocol.webhook.WebhookHeaders;
import dev.parley.protocol.webhook.WebhookSecret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The webhook receivers among the examples, given what the hub posts and what it does not. */
class WebhookReceiversTest {

    private static final WebhookSecret SECRET = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static final WebhookSecret PLAIN = new WebhookSecret("not encoded");
    private static final WebhookSecret OTHER = new WebhookSecret("another");
    private static final long FIRST = 1_800_000_000_000_000L;
    private static final List<String> CONTRACT = List.of("X-Hub-Timestamp", "X-Hub-Signature-256", "Authorization");
    private static final List<String> STANDARD = List.of("webhook-id", "webhook-timestamp", "webhook-signature");

    @TempDir
    Path directory;

    /** A receiver that runs, and where. */
    private record Receiver(ExampleProcess process, URI uri) implements AutoCloseable {

        int post(byte[] body, Map<String, String> headers) {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                    .timeout(Duration.ofSeconds(20))
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofByteArray(body));
            headers.forEach(request::header);
            // A connection of its own: one that was just refused a body may be at its end.
            return HttpClient.newHttpClient()
                    .sendAsync(request.build(), BodyHandlers.discarding())
                    .join()
                    .statusCode();
        }

        /** Whoever sends too much may not get to read why it is cut off. */
        boolean refuses(byte[] huge) {
            try {
                return post(huge, SECRET) == 413;
            } catch (CompletionException e) {
                return e.getCause() instanceof IOException;
            }
        }

        int post(byte[] body, WebhookSecret... secrets) {
            return post(body, signed(body, Instant.now(), secrets));
        }

        @Override
        public void close() {
            process.close();
        }
    }

    private Receiver run(Example example, WebhookSecret secret) throws IOException {
        ExampleProcess process = ExampleProcess.run(
                example, Map.of("PARLEY_WEBHOOK_SECRET", secret.text(), "PORT", "0"), directory.resolve("inbox"));
        String port = process.says().replace("listening on port ", "");
        return new Receiver(process, URI.create("http://127.0.0.1:" + port + "/hook"));
    }

    private static byte[] message(int number) {
        String frame = "{\"type\":\"message\",\"message\":{\"content\":\"gr\u00f6\u00dfer " + number + "\"}}";
        return WebhookBody.of(frame, FIRST + number).getBytes(UTF_8);
    }

    private static Map<String, String> signed(byte[] body, Instant at, WebhookSecret... secrets) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(WebhookHeaders.of("e_1_b", at, body, List.of(secrets)));
        return headers;
    }

    private static Map<String, String> without(Map<String, String> headers, List<String> names) {
        names.forEach(headers::remove);
        return headers;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "WEBHOOK_.*")
    void whatIsSignedIsHandledOnceAndInOrder(Example example) throws IOException {
        try (Receiver receiver = run(example, SECRET)) {
            for (int number : List.of(1, 2, 1, 3, 2)) {
                assertThat(receiver.post(message(number), SECRET)).isEqualTo(204);
            }
            for (int number : List.of(1, 2, 3)) {
                assertThat(receiver.process().nextContent()).endsWith("er " + number);
            }
        }
        try (Receiver receiver = run(example, SECRET)) {
            assertThat(receiver.post(message(3), SECRET)).isEqualTo(204);
            assertThat(receiver.post(message(4), SECRET)).isEqualTo(204);
            assertThat(receiver.process().nextContent()).endsWith("er 4");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "WEBHOOK_.*")
    void pingsAreInNoJournalAndNotTakenForOneAnother(Example example) throws IOException {
        try (Receiver receiver = run(example, SECRET)) {
            for (int number : List.of(1, 2)) {
                byte[] ping = WebhookBody.of("{\"type\":\"ping\",\"sent_at\":" + number + "}", 0)
                        .getBytes(UTF_8);
                assertThat(receiver.post(ping, SECRET)).isEqualTo(204);
                assertThat(receiver.process().next().path("sent_at").intValue()).isEqualTo(number);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "WEBHOOK_.*")
    void whatWasAnsweredIsHandledAfterACrash(Example example) throws IOException {
        Path pending = Files.createDirectories(directory.resolve("inbox").resolve("pending"));
        for (int number : List.of(2, 10)) {
            Files.write(pending.resolve("%020d.json".formatted(FIRST + number)), message(number));
        }
        Files.write(pending.resolve("%020d.json.new".formatted(FIRST + 11)), new byte[] {'{'});
        try (Receiver receiver = run(example, SECRET)) {
            assertThat(receiver.post(message(11), SECRET)).isEqualTo(204);
            for (int number : List.of(2, 10, 11)) {
                assertThat(receiver.process().nextContent()).endsWith("er " + number);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "WEBHOOK_.*")
    void eitherSignatureWillDo(Example example) throws IOException {
        try (Receiver receiver = run(example, SECRET)) {
            byte[] body = message(1);
            assertThat(receiver.post(body, without(signed(body, Instant.now(), SECRET), STANDARD)))
                    .isEqualTo(204);
            assertThat(receiver.post(body, without(signed(body, Instant.now(), SECRET), CONTRACT)))
                    .isEqualTo(204);
            assertThat(receiver.post(body, OTHER, SECRET)).isEqualTo(204);
        }
        try (Receiver receiver = run(example, PLAIN)) {
            byte[] body = message(2);
            assertThat(receiver.post(body, without(signed(body, Instant.now(), PLAIN), CONTRACT)))
                    .isEqualTo(204);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "WEBHOOK_.*")
    void whatTheHubDidNotSignNowIsRefused(Example example) throws IOException {
        try (Receiver receiver = run(example, SECRET)) {
            byte[] body = message(1);
            Instant now = Instant.now();
            assertThat(receiver.post(body, Map.of())).isEqualTo(401);
            assertThat(receiver.post(body, OTHER)).isEqualTo(401);
            assertThat(receiver.post(message(2), signed(body, now, SECRET))).isEqualTo(401);
            assertThat(receiver.post(body, signed(body, now.minusSeconds(310), SECRET)))
                    .isEqualTo(401);
            assertThat(receiver.post(body, signed(body, now.plusSeconds(310), SECRET)))
                    .isEqualTo(401);
            Map<String, String> nonsense = signed(body, now, SECRET);
            nonsense.replaceAll((name, value) -> "x\u00e9");
            assertThat(receiver.post(body, nonsense)).isEqualTo(401);
            assertThat(receiver.refuses(new byte[3 << 20])).isTrue();
            assertThat(receiver.post(body, SECRET)).isEqualTo(204);
            assertThat(receiver.process().nextContent()).endsWith("er 1");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.MATCH_ANY, names = "WEBHOOK_.*")
    void withoutASecretNobodyIsTrusted(Example example) throws IOException {
        try (ExampleProcess process =
                ExampleProcess.run(example, Map.of("PARLEY_WEBHOOK_SECRET", "", "PORT", "0"), directory)) {
            assertThat(process.says()).isEqualTo("PARLEY_WEBHOOK_SECRET is not set");
            assertThat(process.exitCode()).isEqualTo(1);
        }
    }
}
