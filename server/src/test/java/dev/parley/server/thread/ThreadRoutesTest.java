package dev.parley.server.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.ThreadId;
import dev.parley.server.limit.Limits;
import dev.parley.server.testing.Client;
import dev.parley.server.testing.Client.Answer;
import dev.parley.server.testing.ClientSocket;
import dev.parley.server.thread.ThreadHub.Scene;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ThreadRoutesTest {

    @RegisterExtension
    static final ThreadHub HUB = new ThreadHub();

    private final Scene scene = HUB.scene();
    private final Client ada = scene.as(scene.ada);
    private final Client bob = scene.as(scene.bob);

    @Test
    void aThreadIsAnsweredWholeWithItsRevisionAsETag() {
        Answer answer = ada.post(
                "/api/threads",
                "{'topic':' plan ','tags':[' a ','','b'],'participants':['bob','" + scene.eve.id()
                        + "','bob','ada'],'context':{'k':1},'permission_policy':{'write':['*']},"
                        + "'visibility':'private','join_policy':'open'}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        long now = answer.json().path("created_at").asLong();
        assertThat(answer.json().toString())
                .isEqualTo(("{'id':'%s','org_id':'%s','topic':' plan ','tags':['a','b'],'status':'active',"
                                + "'initiator_id':'%s','channel_id':null,'context':'{\\'k\\':1}','close_reason':null,"
                                + "'permission_policy':'{\\'write\\':[\\'*\\']}','visibility':'private',"
                                + "'join_policy':'invite_only','revision':1,'created_at':%d,'updated_at':%d,"
                                + "'last_activity_at':%d,'resolved_at':null}")
                        .formatted(answer.text("id"), scene.org.id(), scene.ada.id(), now, now, now)
                        .replace("\\'", "\\\"")
                        .replace('\'', '"'));
        assertThat(scene.audit(answer.text("id")))
                .containsExactly("thread.create {\"topic\":\" plan \",\"tags\":[\"a\",\"b\"]}");
    }

    @Test
    void everyFirstParticipantHearsOfTheThreadAndThenOfEachOther() {
        try (ClientSocket bobs = scene.connect(scene.bob);
                ClientSocket eves = scene.connect(scene.eve);
                ClientSocket admins = HUB.hub().connectAdmin(scene.org);
                ClientSocket owners = HUB.hub().connectOwner(scene.org, scene.ada)) {
            bobs.settle();
            scene.threadWithBob();

            List<JsonNode> events = bobs.settle();
            assertThat(events)
                    .extracting(
                            event -> event.path("type").asString(),
                            event -> event.path("bot_name").asString(),
                            event -> event.path("by").asString())
                    .containsExactly(
                            tuple("thread_created", "", ""),
                            tuple("thread_participant", "ada", scene.ada.id().toString()),
                            tuple("thread_participant", "bob", scene.ada.id().toString()));
            assertThat(events.get(0).path("thread").has("participants")).isFalse();
            assertThat(events.get(1).has("label")).isFalse();
            assertThat(owners.settle()).isEqualTo(events);
            assertThat(admins.settledTypes()).containsExactly("thread_created");
            assertThat(eves.settle()).isEmpty();
        }
    }

    private static org.assertj.core.groups.Tuple tuple(Object... values) {
        return org.assertj.core.groups.Tuple.tuple(values);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'topic':''}",
                "{'topic':7}",
                "{'topic':'t','tags':'a'}",
                "{'topic':'t','tags':[1]}",
                "{'topic':'t','tags':['','','','','','','','','','','']}",
                "{'topic':'t','participants':null}",
                "{'topic':'t','participants':'bob'}",
                "{'topic':'t','participants':[7]}",
                "{'topic':'t','participants':['nobody']}",
                "{'topic':'t','participants':['BOB']}",
                "{'topic':'t','channel_id':7}",
                "{'topic':'t','channel_id':'x'}",
                "{'topic':'t','channel_id':'00000000-0000-0000-0000-000000000000'}",
                "{'topic':'t','permission_policy':[]}",
                "{'topic':'t','permission_policy':{'visibility':['*']}}",
                "{'topic':'t','visibility':'secret'}",
                "{'topic':'t','join_policy':'OPEN'}"
            })
    void whatIsWrongWithARequestIsRefused(String json) {
        assertThat(ada.post("/api/threads", json).outcome()).isEqualTo("400 VALIDATION_ERROR");
    }

    @Test
    void aBlankTopicAndNullsAreFine() {
        Answer answer = ada.post(
                "/api/threads",
                "{'topic':' ','tags':null,'channel_id':null,'context':'as is','permission_policy':null,"
                        + "'visibility':null,'join_policy':null}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("tags")).isNull();
        assertThat(answer.text("context")).isEqualTo("as is");
        assertThat(answer.text("visibility")).isEqualTo("public");
        assertThat(answer.text("join_policy")).isEqualTo("open");
    }

    @Test
    void theLimitCountsRequestsThatFailAndComesFirst() {
        try {
            HUB.hub().limit(new Limits(100, 1));
            assertThat(ada.post("/api/threads", "{}").outcome()).isEqualTo("400 VALIDATION_ERROR");
            Answer second = ada.post("/api/threads", "{}");
            assertThat(second.outcome()).isEqualTo("429 RATE_LIMITED");
            assertThat(second.header("Retry-After")).isEqualTo(second.text("retry_after"));
            assertThat(bob.post("/api/threads", "{'topic':'t'}").status()).isEqualTo(200);
        } finally {
            HUB.hub().limit(null);
        }
    }

    @Test
    void theDetailListsWhoIsIn() {
        String thread = scene.threadWithBob();
        try (ClientSocket bobs = scene.connect(scene.bob)) {
            bobs.settle();
            Answer answer = ada.get(thread);

            assertThat(answer.header("ETag")).isEqualTo("\"1\"");
            assertThat(answer.json().path("participant_count").asInt()).isEqualTo(2);
            long joined = answer.json().path("created_at").asLong();
            assertThat(answer.json().path("participants").toString())
                    .isEqualTo(("[{'bot_id':'%s','name':'ada','online':false,'label':null,'joined_at':%d},"
                                    + "{'bot_id':'%s','name':'bob','online':true,'label':null,'joined_at':%d}]")
                            .formatted(scene.ada.id(), joined, scene.bob.id(), joined)
                            .replace('\'', '"'));
        }
    }

    @Test
    void theGateHidesWhatIsNotPublic() {
        Client eve = scene.as(scene.eve);
        Answer outside = eve.get(scene.threadWithBob());
        assertThat(outside.outcome()).isEqualTo("403 JOIN_REQUIRED");
        assertThat(outside.text("hint")).contains("/join");
        assertThat(eve.get(scene.thread("{'topic':'t','visibility':'members'}")).outcome())
                .isEqualTo("404 NOT_FOUND");
        assertThat(eve.get(scene.thread("{'topic':'t','visibility':'private'}")).outcome())
                .isEqualTo("404 NOT_FOUND");
        assertThat(eve.get("/api/threads/" + ThreadId.next()).outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(eve.get("/api/threads/none").outcome()).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void anotherOrganisationFindsNothing() {
        String thread = scene.threadWithBob();
        Scene other = HUB.scene();

        assertThat(other.as(other.ada).get(thread).outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(other.as(other.ada).get("/api/threads?scope=org").json().path("items")).isEmpty();
    }

    @Test
    void theListHasItsThreeShapes() {
        scene.thread("{'topic':'first'}");
        scene.threadWithBob();
        scene.thread("{'topic':'hidden','visibility':'members'}");

        assertThat(topics(ada.get("/api/threads").json())).containsExactly("hidden", "plan", "first");
        Answer page = ada.get("/api/threads?limit=2");
        assertThat(topics(page.json().path("items"))).containsExactly("hidden", "plan");
        assertThat(page.json().path("has_more").asBoolean()).isTrue();
        Answer rest = ada.get("/api/threads?limit=2&cursor=" + page.text("next_cursor"));
        assertThat(topics(rest.json().path("items"))).containsExactly("first");
        assertThat(rest.json().path("has_more").asBoolean()).isFalse();
        assertThat(rest.json().has("next_cursor")).isFalse();

        Answer org = bob.get("/api/threads?scope=org&limit=5");
        assertThat(topics(org.json().path("items"))).containsExactly("plan", "first");
        assertThat(org.json().at("/items/0/is_participant").asBoolean()).isTrue();
        assertThat(org.json().at("/items/1/is_participant").asBoolean()).isFalse();
        assertThat(org.json().at("/items/0/participant_count").asInt()).isEqualTo(2);
        assertThat(page.json().at("/items/0").has("is_participant")).isFalse();
    }

    @Test
    void listsAreNarrowedByStatusAndTopic() {
        scene.thread("{'topic':'100% sure'}");
        scene.thread("{'topic':'Übersicht'}");

        assertThat(topics(ada.get("/api/threads?q=%25").json().path("items"))).containsExactly("100% sure");
        assertThat(topics(ada.get("/api/threads?q=%C3%BCBER").json().path("items"))).containsExactly("Übersicht");
        assertThat(ada.get("/api/threads?status=closed").json()).isEmpty();
        assertThat(ada.get("/api/threads?status=").json()).hasSize(2);
        assertThat(ada.get("/api/threads?cursor=nonsense").json().path("items")).hasSize(2);
        assertThat(ada.get("/api/threads?q=a%00b").json().path("items")).isEmpty();
        assertThat(ada.get("/api/threads?status=open").outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(ada.get("/api/threads?scope=org&q=" + "x".repeat(201)).text("error")).contains("q too long");
    }

    private static List<String> topics(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path("topic").asString())
                .toList();
    }
}
