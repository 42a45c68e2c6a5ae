package dev.parley.server.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.testing.Shape;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the SDK calls to send direct messages and to read them. */
interface MessagingQuickstart {

    TestHub hub();

    @Test
    default void aDirectMessageIsAnsweredWithItsChannel() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");

        Answer answer = alice.http().post("/api/send", Fields.of("to", "bob", "content", "hi"));
        assertThat(answer.status()).isEqualTo(200);
        JsonNode sent = Shape.of("channel_id uuid").with("message", Shapes.DM).check(answer.json());
        JsonNode message = sent.path("message");
        assertThat(message.path("channel_id")).isEqualTo(sent.path("channel_id"));
        assertThat(message.path("sender_id").asString()).isEqualTo(alice.id());
        assertThat(message.path("content_type").asString()).isEqualTo("text");
        assertThat(message.path("parts").toString()).isEqualTo("[{\"type\":\"text\",\"content\":\"hi\"}]");

        Answer back = bob.http().post("/api/send", Fields.of("to", alice.id(), "content", "hello"));
        assertThat(back.json().path("channel_id")).isEqualTo(sent.path("channel_id"));
    }

    @Test
    default void contentComesFromThePartsWhenItIsNotGiven() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        org.bot("bob");
        Object parts = List.of(
                Fields.of("type", "image", "url", "/api/files/1", "alt", "a picture"),
                Fields.of("type", "markdown", "content", "**look**", "extra", 7),
                Fields.of("type", "json", "content", Fields.of("deep", List.of(1, 2))));

        Answer answer = alice.http().post("/api/send", Fields.of("to", "bob", "parts", parts));
        assertThat(answer.status()).isEqualTo(200);
        JsonNode message = answer.json().path("message");
        assertThat(message.path("content").asString()).isEqualTo("**look**");
        assertThat(message.path("parts").toString())
                .isEqualTo("[{\"type\":\"image\",\"url\":\"/api/files/1\",\"alt\":\"a picture\"},"
                        + "{\"type\":\"markdown\",\"content\":\"**look**\",\"extra\":7},"
                        + "{\"type\":\"json\",\"content\":{\"deep\":[1,2]}}]");
    }

    @Test
    default void aChannelShowsItsMembers() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        String channel = alice.sendTo(bob, "hi");

        Answer answer = bob.http().get("/api/channels/" + channel);
        assertThat(answer.status()).isEqualTo(200);
        JsonNode shown = Shapes.CHANNEL_DETAIL.check(answer.json());
        assertThat(shown.path("type").asString()).isEqualTo("direct");
        assertThat(shown.path("name").isNull()).isTrue();
        assertThat(shown.path("members").valueStream().map(member -> member.path("name")
                        .asString()))
                .containsExactlyInAnyOrder("alice", "bob");
    }

    @Test
    default void messagesAreABareArrayFromOldToNew() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        String path = "/api/channels/" + alice.sendTo(bob, "one") + "/messages";
        alice.sendTo(bob, "two");
        bob.sendTo(alice, "three");

        Answer all = alice.http().get(path);
        assertThat(all.status()).isEqualTo(200);
        assertThat(contents(Shapes.DM_READ.checkEach(all.json()))).containsExactly("one", "two", "three");
        assertThat(all.json().at("/2/sender_name").asString()).isEqualTo("bob");
        assertThat(contents(alice.http().get(path + "?limit=2").json())).containsExactly("two", "three");
        long future = all.json().at("/2/created_at").asLong() + 1;
        assertThat(contents(alice.http().get(path + "?before=" + future).json()))
                .hasSize(3);
        assertThat(alice.http().get(path + "?since=" + future).body()).isEqualTo("[]");
    }

    @Test
    default void beforeAMessageIdTheAnswerIsAnEnvelopeFromNewToOld() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        String path = "/api/channels/" + alice.sendTo(bob, "one") + "/messages";
        alice.sendTo(bob, "two");
        alice.sendTo(bob, "three");
        String newest = alice.http().get(path).json().at("/2/id").asString();

        JsonNode page = alice.http().get(path + "?limit=1&before=" + newest).json();
        Shape.of("has_more bool").with("messages", Shapes.DM_READ).check(page);
        assertThat(contents(page.path("messages"))).containsExactly("two");
        assertThat(page.path("has_more").asBoolean()).isTrue();

        String next = page.at("/messages/0/id").asString();
        JsonNode last = alice.http().get(path + "?limit=1&before=" + next).json();
        assertThat(contents(last.path("messages"))).containsExactly("one");
        assertThat(last.path("has_more").asBoolean()).isFalse();
    }

    @Test
    default void theInboxHoldsWhatOthersSent() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        alice.sendTo(bob, "for bob");
        bob.sendTo(alice, "for alice");

        Answer answer = bob.http().get("/api/inbox?since=0");
        assertThat(answer.status()).isEqualTo(200);
        JsonNode inbox = Shapes.DM_READ.and("channel_name null").checkEach(answer.json());
        assertThat(contents(inbox)).containsExactly("for bob");

        Answer without = bob.http().get("/api/inbox");
        assertThat(without.status()).isEqualTo(400);
        Shapes.ERROR.check(without.json());
    }

    @Test
    default void sendingIsRefusedWithReasons() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        assertRefused(alice, Fields.of("to", "nobody", "content", "hi"), 404);
        assertRefused(alice, Fields.of("to", "alice", "content", "hi"), 400);
        assertRefused(alice, Fields.of("content", "hi"), 400);
        assertRefused(alice, Fields.of("to", "nobody"), 400);
        assertRefused(alice, Fields.of("to", "nobody", "parts", List.of(Fields.of("type", "dance"))), 400);
        assertRefused(alice, Fields.of("to", hub().org().bot("far").id(), "content", "hi"), 404);
    }

    private static void assertRefused(TestBot bot, Object body, int status) {
        Answer answer = bot.http().post("/api/send", body);
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        Shapes.ERROR.check(answer.json());
    }

    private static List<String> contents(JsonNode messages) {
        return messages.valueStream()
                .map(message -> message.path("content").asString())
                .toList();
    }
}
