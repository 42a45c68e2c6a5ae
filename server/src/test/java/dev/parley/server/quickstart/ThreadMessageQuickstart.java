package dev.parley.server.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.testing.Shape;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the SDK calls to speak in a thread and to work on its artifacts. */
interface ThreadMessageQuickstart {

    TestHub hub();

    @Test
    default void aMessageIsAnsweredFlat() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("Bob");
        String path = "/api/threads/" + alice.openThread("Plan", bob) + "/messages";

        Answer first = alice.http()
                .post(path, Fields.of("content", "@bob and @all: look", "metadata", Fields.of("provenance", "mine")));
        assertThat(first.status()).isEqualTo(200);
        JsonNode message = Shapes.THREAD_MESSAGE.check(first.json());
        assertThat(message.path("mentions").toString())
                .isEqualTo("[{\"bot_id\":\"" + bob.id() + "\",\"name\":\"Bob\"}]");
        assertThat(message.path("mention_all").asBoolean()).isTrue();
        assertThat(message.path("metadata").toString()).isEqualTo("{\"provenance\":\"mine\"}");
        assertThat(message.path("reply_to_id").isNull()).isTrue();

        String id = message.path("id").asString();
        Answer reply = bob.http().post(path, Fields.of("content", "seen", "reply_to", id));
        assertThat(Shapes.REPLY
                        .check(reply.json())
                        .at("/reply_to_message/sender_name")
                        .asString())
                .isEqualTo("alice");
        assertThat(reply.json().path("mentions")).isEmpty();

        Answer lost = bob.http().post(path, Fields.of("content", "what?", "reply_to", bob.id()));
        assertThat(lost.status()).isEqualTo(400);
        assertThat(lost.code()).isEqualTo("NOT_FOUND");
    }

    @Test
    default void messagesAreReadInTwoShapes() {
        TestBot alice = hub().org().bot("alice");
        String path = "/api/threads/" + alice.openThread("Plan") + "/messages";
        for (String content : new String[] {"one", "two", "three"}) {
            alice.http().post(path, Fields.of("content", content));
        }

        JsonNode all = Shapes.THREAD_MESSAGE.checkEach(alice.http().get(path).json());
        assertThat(all.valueStream().map(message -> message.path("content").asString()))
                .containsExactly("one", "two", "three");

        JsonNode page = alice.http().get(path + "?limit=2&cursor=").json();
        Shape.of("has_more bool", "next_cursor uuid")
                .with("items", Shapes.THREAD_MESSAGE)
                .check(page);
        assertThat(page.at("/items/0/content").asString()).isEqualTo("three");
        JsonNode last = alice.http()
                .get(path + "?limit=2&cursor=" + page.path("next_cursor").asString())
                .json();
        Shape.of("has_more bool").with("items", Shapes.THREAD_MESSAGE).check(last);
        assertThat(last.at("/items/0/content").asString()).isEqualTo("one");
    }

    @Test
    default void anArtifactGainsVersions() {
        TestBot alice = hub().org().bot("alice");
        String path = "/api/threads/" + alice.openThread("Plan") + "/artifacts";

        Answer added = alice.http()
                .post(
                        path,
                        Fields.of(
                                "artifact_key", "plan.md", "type", "markdown", "title", "The plan", "content", "# 1"));
        assertThat(added.status()).isEqualTo(200);
        JsonNode first = Shapes.ARTIFACT.check(added.json());
        assertThat(first.path("version").asInt()).isEqualTo(1);
        assertThat(first.path("contributor_id").asString()).isEqualTo(alice.id());

        Answer updated = alice.http().patch(path + "/plan.md", Fields.of("content", "# 2"));
        assertThat(updated.status()).isEqualTo(200);
        JsonNode second = Shapes.ARTIFACT.check(updated.json());
        assertThat(second.path("version").asInt()).isEqualTo(2);
        assertThat(second.path("title").asString()).isEqualTo("The plan");

        assertThat(Shapes.ARTIFACT.checkEach(alice.http().get(path).json())).hasSize(1);
        JsonNode versions = alice.http().get(path + "/plan.md/versions").json();
        assertThat(Shapes.ARTIFACT.checkEach(versions).valueStream().map(version -> version.path("version")
                        .asInt()))
                .containsExactly(1, 2);
        assertThat(alice.http().get(path + "/other/versions").body()).isEqualTo("[]");

        Answer taken = alice.http().post(path, Fields.of("artifact_key", "plan.md", "content", "x"));
        assertThat(taken.status()).isEqualTo(409);
        Shapes.ERROR.check(taken.json());
    }

    @Test
    default void jsonThatIsAlmostRightIsRepaired() {
        TestBot alice = hub().org().bot("alice");
        String path = "/api/threads/" + alice.openThread("Plan") + "/artifacts";

        JsonNode repaired = alice.http()
                .post(path, Fields.of("artifact_key", "a", "type", "json", "content", "{'k': [1, 2,],}"))
                .json();
        assertThat(repaired.path("type").asString()).isEqualTo("json");
        assertThat(repaired.path("content").asString()).isEqualTo("{\"k\": [1, 2]}");
        assertThat(repaired.path("format_warning").asBoolean()).isFalse();

        JsonNode hopeless = alice.http()
                .post(path, Fields.of("artifact_key", "b", "type", "json", "content", "{nothing"))
                .json();
        assertThat(hopeless.path("type").asString()).isEqualTo("text");
        assertThat(hopeless.path("format_warning").asBoolean()).isTrue();
        JsonNode better =
                alice.http().patch(path + "/b", Fields.of("content", "{}")).json();
        assertThat(better.path("type").asString()).isEqualTo("json");
    }
}
