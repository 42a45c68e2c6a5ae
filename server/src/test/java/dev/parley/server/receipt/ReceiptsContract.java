package dev.parley.server.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Scope;
import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import dev.parley.server.testing.TestStream;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A sender is told who has received its message, and never that somebody has who has not. */
interface ReceiptsContract {

    TestHub hub();

    @Test
    default void aMessageIsPendingThenDeliveredThenAcknowledged() {
        Pair pair = new Pair(hub());
        String message = pair.say("hello");

        assertThat(pair.receipts(message).at("/recipients").toString())
                .isEqualTo("[{\"bot_id\":\"%s\",\"name\":\"bob\",\"state\":\"pending\",\"at\":null}]"
                        .formatted(pair.bob.id()));
        long before = System.currentTimeMillis();
        try (HubSocket socket = pair.bob.http().resume("since=0")) {
            socket.next("message");
            settled(socket);
            assertThat(pair.state(message)).isEqualTo("delivered");
            long at = pair.receipts(message).at("/recipients/0/at").asLong();
            assertThat(at).isBetween(before, System.currentTimeMillis());
        }
        assertThat(pair.state(message))
                .as("as before, when the connection is gone")
                .isEqualTo("delivered");

        long position = pair.receipts(message).path("position").asLong();
        assertThat(acknowledge(pair.bob, position - 1)
                        .json()
                        .path("acknowledged")
                        .asLong())
                .isEqualTo(position - 1);
        assertThat(pair.state(message)).isEqualTo("delivered");
        acknowledge(pair.bob, position);
        assertThat(pair.state(message)).isEqualTo("acknowledged");
        assertThat(pair.receipts(message).at("/recipients/0/at").asLong()).isGreaterThanOrEqualTo(before);
    }

    @Test
    default void whoIsConnectedReceivesAtOnce() {
        Pair pair = new Pair(hub());
        try (HubSocket socket = pair.bob.connect()) {
            settled(socket);
            String message = pair.say("hello");
            socket.next("message");

            assertThat(pair.state(message)).isEqualTo("delivered");
        }
    }

    @Test
    default void whatWasMissedStaysPendingWhenABotDoesNotResume() {
        Pair pair = new Pair(hub());
        String missed = pair.say("missed");
        String received;
        try (HubSocket socket = pair.bob.connect()) {
            settled(socket);
            received = pair.say("received");
            assertThat(socket.next("message").path("message").path("content").asString())
                    .isEqualTo("received");
            assertThat(pair.state(missed)).isEqualTo("pending");
            assertThat(pair.state(received)).isEqualTo("delivered");
        }
        assertThat(pair.state(missed)).isEqualTo("pending");
        assertThat(pair.state(received)).isEqualTo("delivered");
        JsonNode cursor = cursor(pair.bob);
        assertThat(cursor.path("delivered").asLong())
                .isLessThan(pair.receipts(missed).path("position").asLong());

        long since = cursor.path("delivered").asLong();
        try (HubSocket socket = pair.bob.http().resume("since=" + since)) {
            assertThat(socket.next("message").path("message").path("content").asString())
                    .isEqualTo("missed");
            socket.next("message");
            settled(socket);
            assertThat(pair.state(missed)).isEqualTo("delivered");
            assertThat(cursor(pair.bob).path("delivered").asLong())
                    .isEqualTo(cursor(pair.bob).path("latest").asLong());
        }
    }

    @Test
    default void pollsAndStreamsDeliver() {
        Pair pair = new Pair(hub());
        String polled = pair.say("polled");
        JsonNode page = pair.bob.http().get("/api/events?since=0").json();
        assertThat(pair.state(polled)).isEqualTo("delivered");

        String streamed = pair.say("streamed");
        assertThat(pair.state(streamed)).isEqualTo("pending");
        String since = "?since=" + page.path("position").asLong();
        try (TestStream stream = TestStream.open(hub(), pair.bob, since, null)) {
            stream.next("message");
            // The account is kept when the network has taken it, which the client may be quicker to see.
            pair.say("pushed");
            stream.next("message");
            assertThat(pair.state(streamed)).isEqualTo("delivered");
        }
        assertThat(pair.bob.http().get("/api/events").status()).isEqualTo(200);
        assertThat(pair.state(pair.say("from now on"))).isEqualTo("pending");
    }

    @Test
    default void anAnswerWithoutItsBodyHandsNothingOver() {
        Pair pair = new Pair(hub());
        String message = pair.say("hello");
        assertThat(pair.bob.http().call("HEAD", "/api/events?since=0").status()).isEqualTo(200);
        assertThat(pair.state(message)).isEqualTo("pending");
    }

    @Test
    default void whatItsOwnerReadsABotHasNotReceived() {
        Pair pair = new Pair(hub());
        String message = pair.say("hello");
        HubClient owner = hub().client()
                .withCookie(hub().logIn(Fields.of("type", "bot", "token", pair.bob.token(), "owner_name", "Grace")));
        try (HubSocket socket = owner.resume("since=0")) {
            socket.next("message");
            settled(socket);
        }
        assertThat(owner.get("/api/events?since=0").status()).isEqualTo(200);

        assertThat(pair.state(message)).isEqualTo("pending");
        long position = pair.receipts(message).path("position").asLong();
        assertThat(owner.post("/api/events/ack", Fields.of("position", position))
                        .status())
                .isEqualTo(200);
        assertThat(pair.state(message)).as("but what is acknowledged for it is").isEqualTo("acknowledged");
    }

    @Test
    default void aMessageIsForThoseWhoWereThere() {
        TestOrg org = hub().org();
        TestBot ada = org.bot("ada");
        TestBot zoe = org.bot("zoe");
        TestBot left = org.bot("left");
        TestBot before = org.bot("gone-before");
        TestBot after = org.bot("came-after");
        TestBot deleted = org.bot("deleted");
        String thread = ada.openThread("plans", zoe, left, before, deleted);
        leave(thread, before);
        String message = post(ada, thread, "who is there?");
        leave(thread, left);
        invite(ada, thread, after);
        assertThat(deleted.http().delete("/api/me").status()).isEqualTo(200);

        assertThat(names(receipts(ada, message))).containsExactly("left", "zoe");
        assertThat(names(receipts(zoe, post(zoe, thread, "me")))).containsExactly("ada", "came-after");
    }

    @Test
    default void onlyTheSenderAndAdministratorsAreTold() {
        TestOrg org = hub().org();
        TestBot ada = org.bot("ada");
        TestBot zoe = org.bot("zoe");
        TestBot eve = org.bot("eve");
        String thread = ada.openThread("plans", zoe);
        String message = post(ada, thread, "secret");
        String path = "/api/messages/" + message + "/receipts";

        assertThat(ada.http().get(path).status()).isEqualTo(200);
        assertThat(org.admin().get(path).status()).isEqualTo(200);
        assertThat(org.adminBot("boss").http().get(path).status()).isEqualTo(200);
        assertThat(outcome(zoe.http().get(path))).isEqualTo("403 FORBIDDEN");
        assertThat(outcome(eve.http().get(path))).isEqualTo("404 NOT_FOUND");
        assertThat(outcome(hub().org().admin().get(path))).isEqualTo("404 NOT_FOUND");
        assertThat(outcome(hub().org().adminBot("boss").http().get(path))).isEqualTo("404 NOT_FOUND");
        for (String unknown : List.of(UUID.randomUUID().toString(), "none", thread)) {
            assertThat(outcome(ada.http().get("/api/messages/" + unknown + "/receipts")))
                    .isEqualTo("404 NOT_FOUND");
        }
        leave(thread, ada);
        assertThat(ada.http().get(path).status()).as("it is still its sender").isEqualTo(200);
    }

    @Test
    default void anAcknowledgementNeverGoesBackNorBeyondTheEnd() {
        Pair pair = new Pair(hub());
        pair.say("hello");
        JsonNode begin = cursor(pair.bob);
        long latest = begin.path("latest").asLong();
        assertThat(begin.propertyNames()).containsExactly("epoch", "latest", "delivered", "acknowledged");
        assertThat(begin.path("acknowledged").asLong()).isZero();
        assertThat(begin.path("delivered").asLong()).isPositive().isLessThan(latest);

        assertThat(acknowledge(pair.bob, latest).body()).isEqualTo("{\"acknowledged\":" + latest + "}");
        assertThat(acknowledge(pair.bob, latest - 5).body()).isEqualTo("{\"acknowledged\":" + latest + "}");
        assertThat(acknowledge(pair.bob, 0).body()).isEqualTo("{\"acknowledged\":" + latest + "}");
        Answer beyond = acknowledge(pair.bob, latest + 1);
        assertThat(outcome(beyond)).isEqualTo("400 VALIDATION_ERROR");
        assertThat(beyond.body()).contains("ends at " + latest);
        for (Object bad : List.of(-1, 1.5, "1", true, List.of(1), "latest")) {
            assertThat(outcome(pair.bob.http().post("/api/events/ack", Fields.of("position", bad))))
                    .as("%s", bad)
                    .isEqualTo("400 VALIDATION_ERROR");
        }
        assertThat(outcome(pair.bob.http().post("/api/events/ack"))).isEqualTo("400 VALIDATION_ERROR");

        JsonNode end = cursor(hub().client().withToken(hub().scopedToken(pair.bob, Scope.READ)));
        assertThat(end.path("acknowledged").asLong()).isEqualTo(latest);
        assertThat(end.path("delivered").asLong())
                .as("what it has handled it has")
                .isEqualTo(latest);
        assertThat(end.path("epoch")).isEqualTo(begin.path("epoch"));
        assertThat(cursor(pair.ada).path("acknowledged").asLong())
                .as("of another bot")
                .isZero();
    }

    private static Answer acknowledge(TestBot bot, long position) {
        return bot.http().post("/api/events/ack", Fields.of("position", position));
    }

    private static JsonNode cursor(TestBot bot) {
        return cursor(bot.http());
    }

    private static JsonNode cursor(HubClient client) {
        return client.get("/api/me/cursor").json();
    }

    private static String outcome(Answer answer) {
        return answer.status() + " " + answer.code();
    }

    private static JsonNode receipts(TestBot bot, String message) {
        Answer answer = bot.http().get("/api/messages/" + message + "/receipts");
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json();
    }

    private static List<String> names(JsonNode receipts) {
        return receipts.path("recipients")
                .valueStream()
                .map(recipient -> recipient.path("name").asString())
                .toList();
    }

    private static String post(TestBot bot, String thread, String content) {
        Answer answer = bot.http().post("/api/threads/" + thread + "/messages", Fields.of("content", content));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json().path("id").asString();
    }

    private static void leave(String thread, TestBot bot) {
        assertThat(bot.http()
                        .delete("/api/threads/" + thread + "/participants/" + bot.id())
                        .status())
                .isEqualTo(200);
    }

    private static void invite(TestBot by, String thread, TestBot bot) {
        assertThat(by.http()
                        .post("/api/threads/" + thread + "/participants", Fields.of("bot_id", bot.id()))
                        .status())
                .isEqualTo(200);
    }

    /** The hub has handled what came before, and everything it pushed before has arrived. */
    private static void settled(HubSocket socket) {
        socket.send(Fields.of("type", "ping"));
        socket.next("pong");
    }

    /** Ada, who asks, and Bob, of whom she asks. */
    record Pair(TestBot ada, TestBot bob) {

        Pair(TestHub hub) {
            this(hub.org());
        }

        private Pair(TestOrg org) {
            this(org.bot("ada"), org.bot("bob"));
        }

        /** Tells Bob something, and answers the message's id. */
        String say(String content) {
            Answer answer = ada.http().post("/api/send", Fields.of("to", bob.id(), "content", content));
            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            return answer.json().at("/message/id").asString();
        }

        JsonNode receipts(String message) {
            return ReceiptsContract.receipts(ada, message);
        }

        /** What became of it for Bob. */
        String state(String message) {
            JsonNode recipients = receipts(message).path("recipients");
            assertThat(recipients.size()).isEqualTo(1);
            return recipients.at("/0/state").asString();
        }
    }
}
