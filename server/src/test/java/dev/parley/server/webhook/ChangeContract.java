package dev.parley.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.webhook.WebhookSecret;
import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.testing.Eventually;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What deliveries make of it when a bot changes its webhook, over real sockets. */
interface ChangeContract {

    String PATH = "/api/me/webhook";

    TestHub hub();

    @Test
    default void aReplayDeliversTheSameOnceMore() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        try (Receiver receiver = new Receiver()) {
            JsonNode webhook = put(bob, receiver, Map.of());
            Stream.of("one", "two", "three").forEach(text -> alice.sendTo(bob, text));
            List<String> before = List.of(next(receiver), next(receiver), next(receiver));

            replay(bob, webhook.path("position").asLong());

            assertThat(List.of(next(receiver), next(receiver), next(receiver))).isEqualTo(before);
        }
    }

    @Test
    default void aReplayMaySkipWhatIsLeft() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        try (Receiver receiver = new Receiver()) {
            receiver.answerStatus(503);
            put(bob, receiver, Map.of());
            alice.sendTo(bob, "stuck");
            assertThat(content(receiver)).isEqualTo("stuck");

            replay(bob, show(bob).path("latest").asLong());
            receiver.answerOk();
            alice.sendTo(bob, "after");

            assertThat(Eventually.get(
                            receiver::all,
                            all -> all.size() > 1
                                    && text(all.get(all.size() - 1)).equals("after")))
                    .isNotEmpty();
            assertThat(Eventually.get(
                                    () -> show(bob), now -> !now.path("pending").asBoolean())
                            .path("healthy")
                            .asBoolean())
                    .isTrue();
        }
    }

    @Test
    default void whatWasGivenUpIsDeliveredAfterAll() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        try (Receiver receiver = new Receiver()) {
            receiver.answerStatus(403);
            put(bob, receiver, Map.of());
            alice.sendTo(bob, "hello");
            assertThat(content(receiver)).isEqualTo("hello");
            JsonNode letter = Eventually.get(() -> deadLetters(bob), letters -> !letters.isEmpty())
                    .get(0);
            assertThat(letter.path("status").asInt()).isEqualTo(403);
            receiver.answerOk();

            replay(bob, letter.path("position").asLong() - 1);

            assertThat(content(receiver)).isEqualTo("hello");
            assertThat(deadLetters(bob)).isEmpty();
            JsonNode log = Eventually.get(
                    () -> bob.http().get(PATH + "/deliveries").json().path("deliveries"), found -> found.size() == 2);
            assertThat(log.findValuesAsString("status")).containsExactly("200", "403");
            assertThat(log.findValuesAsString("type")).containsOnly("message");
            assertThat(log.findValuesAsString("position"))
                    .containsOnly(letter.path("position").asString());
        }
    }

    @Test
    default void whatOneAddressDidNotTakeGoesToTheNext() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        try (Receiver broken = new Receiver();
                Receiver working = new Receiver()) {
            broken.answerStatus(500);
            put(bob, broken, Map.of("secret", "first"));
            alice.sendTo(bob, "one");
            alice.sendTo(bob, "two");
            broken.next();

            put(bob, working, Map.of());

            Receiver.Received request = working.next();
            assertThat(text(request)).isEqualTo("one");
            assertThat(request.header("Authorization")).isEqualTo("Bearer first");
            assertThat(content(working)).isEqualTo("two");
        }
    }

    @Test
    default void bothSecretsSignUntilTheOlderOneEnds() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        try (Receiver receiver = new Receiver()) {
            put(bob, receiver, Map.of("secret", "first"));
            String second =
                    bob.http().post(PATH + "/secret").json().path("secret").asString();
            alice.sendTo(bob, "signed twice");
            assertThat(signatures(receiver.next(), second, "first")).containsExactly(true, true);

            bob.http().post(PATH + "/secret", Fields.of("secret", "third", "keep_previous_seconds", 0));
            alice.sendTo(bob, "signed once");
            assertThat(signatures(receiver.next(), "third")).containsExactly(true);
        }
    }

    /** Whether each of the signatures is by the secret in the same place. */
    private static List<Boolean> signatures(Receiver.Received request, String... secrets) {
        String[] found = request.header("webhook-signature").split(" ");
        assertThat(found).hasSameSizeAs(secrets);
        return Stream.iterate(0, i -> i < found.length, i -> i + 1)
                .map(i -> found[i].equals(signature(request, secrets[i])))
                .toList();
    }

    private static String signature(Receiver.Received request, String secret) {
        long seconds = Long.parseLong(request.header("webhook-timestamp"));
        byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
        return new WebhookSecret(secret).standardSignature(request.header("webhook-id"), seconds, body);
    }

    private static JsonNode put(TestBot bot, Receiver receiver, Map<String, ?> more) {
        Map<String, Object> body = Fields.of("url", receiver.url("/hook"));
        body.putAll(more);
        return require(bot.http().put(PATH, body));
    }

    private static void replay(TestBot bot, long position) {
        require(bot.http().post(PATH + "/replay", Fields.of("position", position)));
    }

    private static JsonNode show(TestBot bot) {
        return require(bot.http().get(PATH));
    }

    private static JsonNode deadLetters(TestBot bot) {
        return require(bot.http().get(PATH + "/dead-letters")).path("dead_letters");
    }

    private static JsonNode require(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static String next(Receiver receiver) {
        Receiver.Received request = receiver.next();
        return request.header("webhook-id") + " " + request.body();
    }

    private static String content(Receiver receiver) {
        return text(receiver.next());
    }

    private static String text(Receiver.Received request) {
        return request.json().at("/message/content").asString();
    }
}
