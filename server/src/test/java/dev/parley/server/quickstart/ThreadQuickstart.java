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

/** What the SDK calls to open, read, change, join and leave threads. */
interface ThreadQuickstart {

    TestHub hub();

    @Test
    default void aNewThreadIsAnsweredWhole() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        org.bot("bob");

        Answer answer = alice.http()
                .post(
                        "/api/threads",
                        Fields.of(
                                "topic",
                                "Plan",
                                "tags",
                                List.of(" a ", "b"),
                                "participants",
                                List.of("bob", "alice"),
                                "channel_id",
                                null,
                                "context",
                                Fields.of("k", 1),
                                "permission_policy",
                                Fields.of("close", List.of("initiator"))));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).contains("\"1\"");
        JsonNode thread = Shapes.THREAD.check(answer.json());
        assertThat(thread.path("context").asString()).isEqualTo("{\"k\":1}");
        assertThat(thread.path("permission_policy").asString()).isEqualTo("{\"close\":[\"initiator\"]}");
        assertThat(thread.path("tags").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(thread.path("status").asString()).isEqualTo("active");
        assertThat(thread.path("visibility").asString()).isEqualTo("public");
        assertThat(thread.path("join_policy").asString()).isEqualTo("open");
        assertThat(thread.path("initiator_id").asString()).isEqualTo(alice.id());
    }

    @Test
    default void aThreadIsReadWithItsParticipants() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        String path = "/api/threads/" + alice.openThread("Plan", bob);

        Answer answer = bob.http().get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).contains("\"1\"");
        JsonNode thread = Shapes.THREAD_DETAIL.check(answer.json());
        assertThat(thread.path("participant_count").asInt()).isEqualTo(2);
        assertThat(thread.at("/participants/0/bot_id").asString()).isEqualTo(alice.id());

        Answer unchanged = bob.http().with("If-None-Match", "\"1\"").get(path);
        assertThat(unchanged.status()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();

        Answer unknown = bob.http().get("/api/threads/" + alice.id());
        assertThat(unknown.status()).isEqualTo(404);
        assertThat(unknown.code()).isEqualTo("NOT_FOUND");
    }

    @Test
    default void threadsAreListedInThreeShapes() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        alice.openThread("First plan", bob);
        alice.openThread("Second plan");

        JsonNode mine = alice.http().get("/api/threads").json();
        Shapes.THREAD_LISTED.checkEach(mine);
        assertThat(mine).hasSize(2);
        assertThat(alice.http().get("/api/threads?status=closed").body()).isEqualTo("[]");

        JsonNode page = alice.http().get("/api/threads?limit=1").json();
        Shape.of("has_more bool", "next_cursor text")
                .with("items", Shapes.THREAD_LISTED)
                .check(page);
        String rest = "/api/threads?limit=1&cursor=" + page.path("next_cursor").asString();
        JsonNode last = alice.http().get(rest).json();
        Shape.of("has_more bool").with("items", Shapes.THREAD_LISTED).check(last);
        assertThat(last.at("/items/0/id")).isNotEqualTo(page.at("/items/0/id"));

        JsonNode found = bob.http().get("/api/threads?scope=org&q=PLAN").json();
        Shape.of("has_more bool")
                .with("items", Shapes.THREAD_LISTED.and("is_participant bool"))
                .check(found);
        assertThat(found.path("items")).hasSize(2);
    }

    @Test
    default void aChangeOfAnotherRevisionIsAConflict() {
        TestBot alice = hub().org().bot("alice");
        String path = "/api/threads/" + alice.openThread("Plan");

        Answer changed = alice.http().with("If-Match", "\"1\"").patch(path, Fields.of("topic", "Better plan"));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).contains("\"2\"");
        assertThat(Shapes.THREAD.check(changed.json()).path("revision").asInt()).isEqualTo(2);

        Answer late = alice.http().with("If-Match", "\"1\"").patch(path, Fields.of("topic", "Other plan"));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.code()).isEqualTo("REVISION_CONFLICT");
    }

    @Test
    default void aThreadIsClosedWithAReasonAndOpenedAgain() {
        TestBot alice = hub().org().bot("alice");
        String path = "/api/threads/" + alice.openThread("Plan");

        assertThat(alice.http().patch(path, Fields.of("status", "closed")).status())
                .isEqualTo(400);
        Answer closed = alice.http().patch(path, Fields.of("status", "closed", "close_reason", "manual"));
        assertThat(closed.status()).isEqualTo(200);
        assertThat(closed.json().path("close_reason").asString()).isEqualTo("manual");

        Answer refused = alice.http().post(path + "/messages", Fields.of("content", "too late"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.code()).isEqualTo("THREAD_CLOSED");
        assertThat(alice.http().patch(path, Fields.of("status", "resolved")).status())
                .isEqualTo(400);

        Answer active = alice.http().patch(path, Fields.of("status", "active"));
        assertThat(active.json().path("close_reason").isNull()).isTrue();
    }

    @Test
    default void participantsComeAndGo() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        TestBot carol = org.bot("carol");
        String path = "/api/threads/" + alice.openThread("Plan");

        Answer outside = bob.http().get(path);
        assertThat(outside.status()).isEqualTo(403);
        assertThat(outside.code()).isEqualTo("JOIN_REQUIRED");
        assertThat(outside.json().path("hint").asString()).contains("/join");

        Answer invited = alice.http().post(path + "/participants", Fields.of("bot_id", "bob", "label", "reviewer"));
        assertThat(invited.status()).isEqualTo(200);
        assertThat(Shapes.PARTICIPATION.check(invited.json()).path("label").asString())
                .isEqualTo("reviewer");

        Answer joined = carol.http().post(path + "/join", Fields.of());
        assertThat(joined.status()).isEqualTo(200);
        Shape.of("status text", "joined_at ms").check(joined.json());
        assertThat(carol.http().post(path + "/join").body()).isEqualTo("{\"status\":\"already_joined\"}");

        Answer left = carol.http().delete(path + "/participants/" + carol.id());
        assertThat(left.status()).isEqualTo(200);
        assertThat(left.body()).isEqualTo("{\"ok\":true}");
        assertThat(carol.http().get(path).status()).isEqualTo(403);
    }

    @Test
    default void joiningByApprovalIsAnsweredWith202() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        Answer thread = alice.http().post("/api/threads", Fields.of("topic", "Club", "join_policy", "approval"));
        String path = "/api/threads/" + thread.json().path("id").asString() + "/join";

        Answer pending = bob.http().post(path);
        assertThat(pending.status()).isEqualTo(202);
        Shape.of("status text", "request_id uuid").check(pending.json());
        Answer again = bob.http().post(path);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("ALREADY_REQUESTED");
    }
}
