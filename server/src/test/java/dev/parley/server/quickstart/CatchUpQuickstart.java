package dev.parley.server.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.testing.Shape;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the SDK calls to learn what happened while it was away. */
interface CatchUpQuickstart {

    Shape EVENT = Shape.of("event_id text", "occurred_at ms", "type text");
    Shape COUNT = Shape.of(
            "thread_invites int",
            "thread_status_changes int",
            "thread_activities int",
            "channel_messages int",
            "total int");

    TestHub hub();

    @Test
    default void everyKindOfEventHasItsShape() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        String thread = makeNews(alice, bob);

        Answer answer = bob.http().get("/api/me/catchup?since=0");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("has_more").asBoolean()).isFalse();
        assertThat(answer.json().has("cursor")).isFalse();
        List<JsonNode> events = answer.json().path("events").valueStream().toList();

        JsonNode invited =
                EVENT.and("thread_id uuid", "topic text", "inviter uuid").check(one(events, "thread_invited"));
        assertThat(invited.path("thread_id").asString()).isEqualTo(thread);
        JsonNode messages = EVENT.and("thread_id uuid", "topic text", "count int", "last_at ms")
                .check(one(events, "thread_message_summary"));
        assertThat(messages.path("count").asInt()).isEqualTo(2);
        EVENT.and("thread_id uuid", "artifact_key text", "version int", "count? int")
                .check(one(events, "thread_artifact_added"));
        EVENT.and("thread_id uuid", "topic text", "from text", "to text", "by uuid")
                .check(one(events, "thread_status_changed"));
        JsonNode direct =
                EVENT.and("channel_id uuid", "count int", "last_at ms").check(one(events, "channel_message_summary"));
        assertThat(direct.path("count").asInt()).isEqualTo(2);
        EVENT.and("thread_id uuid", "topic text", "removed_by uuid").check(one(events, "thread_participant_removed"));
    }

    @Test
    default void theCountSaysWhatWouldCome() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        makeNews(alice, bob);

        Answer answer = bob.http().get("/api/me/catchup/count?since=0");
        assertThat(answer.status()).isEqualTo(200);
        JsonNode count = COUNT.check(answer.json());
        assertThat(count.path("thread_invites").asInt()).isEqualTo(1);
        assertThat(count.path("thread_status_changes").asInt()).isEqualTo(1);
        assertThat(count.path("thread_activities").asInt()).isEqualTo(3);
        assertThat(count.path("channel_messages").asInt()).isEqualTo(1);
        assertThat(count.path("total").asInt()).isEqualTo(6);

        assertThat(bob.http().get("/api/me/catchup/count").status()).isEqualTo(400);
        assertThat(bob.http().get("/api/me/catchup").status()).isEqualTo(400);
    }

    @Test
    default void pagesFollowOneAnotherWithoutGap() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        makeNews(alice, bob);
        List<String> whole = types(bob.http().get("/api/me/catchup?since=0").json());

        List<String> paged = new ArrayList<>();
        JsonNode page = bob.http().get("/api/me/catchup?since=0&limit=2").json();
        paged.addAll(types(page));
        while (page.path("has_more").asBoolean()) {
            assertThat(page.path("events")).hasSize(2);
            page = bob.http()
                    .get("/api/me/catchup?since=0&limit=2&cursor="
                            + page.path("cursor").asString())
                    .json();
            paged.addAll(types(page));
        }
        assertThat(paged).isEqualTo(whole).hasSize(6);
    }

    /** Something of everything for Bob; the id of the thread it happened in. */
    private static String makeNews(TestBot alice, TestBot bob) {
        String thread = alice.openThread("Plan", bob);
        String path = "/api/threads/" + thread;
        alice.http().post(path + "/messages", Fields.of("content", "one"));
        alice.http().post(path + "/messages", Fields.of("content", "two"));
        alice.http().post(path + "/artifacts", Fields.of("artifact_key", "plan", "content", "x"));
        alice.http().patch(path, Fields.of("status", "reviewing"));
        alice.sendTo(bob, "three");
        alice.sendTo(bob, "four");
        alice.http().delete(path + "/participants/" + bob.id());
        return thread;
    }

    private static JsonNode one(List<JsonNode> events, String type) {
        List<JsonNode> found = events.stream()
                .filter(event -> type.equals(event.path("type").asString()))
                .toList();
        assertThat(found).as("%s in %s", type, events).hasSize(1);
        return found.get(0);
    }

    private static List<String> types(JsonNode page) {
        return page.path("events")
                .valueStream()
                .map(event -> event.path("type").asString())
                .toList();
    }
}
