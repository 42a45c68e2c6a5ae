package dev.parley.server.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.parley.protocol.ThreadId;
import dev.parley.server.limit.Limits;
import dev.parley.server.testing.Api.Answer;
import dev.parley.server.testing.TestSocket;
import dev.parley.server.thread.ThreadHub.Scene;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ThreadRoutesTest {

    @RegisterExtension
    static final ThreadHub HUB = new ThreadHub();

    private final Limits plenty = HUB.hub().limits;
    private final Scene scene = HUB.scene();
    private final Client ada = scene.as(scene.ada);
    private final Client bob = scene.as(scene.bob);

    @AfterEach
    void liftLimits() {
        HUB.hub().limits = plenty;
    }

    @Test
    void aThreadIsAnsweredWholeWithItsRevisionAsETag() {
        Answer answer = ada.post(
                "/api/threads",
                "{'topic':' plan ','tags':[' a ','','b'],'participants':['bob','" + scene.eve.id()
                        + "','bob','ada'],'context':{'k':1},'permission_policy':{'write':['*']},"
                        + "'visibility':'private','join_policy':'open'}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).contains("\"1\"");
        long now = answer.json().path("created_at").asLong();
        assertThat(answer.json().toString())
                .isEqualTo(("{'id':'%s','org_id':'%s','topic':' plan ','tags':['a','b'],'status':'active',"
                                + "'initiator_id':'%s','channel_id':null,'context':'{\\'k\\':1}','close_reason':null,"
                                + "'permission_policy':'{\\'write\\':[\\'*\\']}','visibility':'private',"
                                + "'join_policy':'invite_only','revision':1,'created_at':%d,'updated_at':%d,"
                                + "'last_activity_at':%d,'resolved_at':null}")
                        .formatted(answer.field("id"), scene.org.id(), scene.ada.id(), now, now, now)
                        .replace("\\'", "\\\"")
                        .replace('\'', '"'));
        assertThat(scene.audit(answer.field("id")))
                .containsExactly("thread.create {\"topic\":\" plan \",\"tags\":[\"a\",\"b\"]}");
    }

    @Test
    void everyFirstParticipantHearsOfTheThreadAndThenOfEachOther() {
        TestSocket bobs = scene.connect(scene.bob);
        TestSocket eves = scene.connect(scene.eve);
        TestSocket admins = scene.connectAdmin();
        TestSocket owners = scene.connectOwner(scene.ada);
        scene.threadWithBob();

        List<JsonNode> events = bobs.drain();
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
        assertThat(owners.drain()).isEqualTo(events);
        assertThat(admins.drain()).isEqualTo(events.subList(0, 1));
        assertThat(eves.drain()).isEmpty();
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
        assertThat(answer.field("tags")).isNull();
        assertThat(answer.field("context")).isEqualTo("as is");
        assertThat(answer.field("visibility")).isEqualTo("public");
        assertThat(answer.field("join_policy")).isEqualTo("open");
    }

    @Test
    void theLimitCountsRequestsThatFailAndComesFirst() {
        HUB.hub().limits = new Limits(100, 1);
        assertThat(ada.post("/api/threads", "{}").outcome()).isEqualTo("400 VALIDATION_ERROR");
        Answer second = ada.post("/api/threads", "{}");
        assertThat(second.outcome()).isEqualTo("429 RATE_LIMITED");
        assertThat(second.header("Retry-After")).contains(second.field("retry_after"));
        assertThat(bob.post("/api/threads", "{'topic':'t'}").status()).isEqualTo(200);
    }

    @Test
    void theDetailBeginsWithTheInitiatorHoweverTheIdsAreOrdered() {
        String thread = "/api/threads/"
                + bob.post("/api/threads", "{'topic':'t','participants':['ada','Eve']}")
                        .field("id");
        bob.post(thread + "/participants", "{'bot_id':'" + scene.org.bot("late").id() + "'}");

        assertThat(bob.get(thread).json().path("participants"))
                .extracting(participant -> participant.path("name").asString())
                .containsExactly("bob", "ada", "Eve", "late");
    }

    @Test
    void theDetailListsWhoIsIn() {
        String thread = scene.threadWithBob();
        scene.connect(scene.bob);
        Answer answer = ada.get(thread);

        assertThat(answer.header("ETag")).contains("\"1\"");
        assertThat(answer.json().path("participant_count").asInt()).isEqualTo(2);
        long joined = answer.json().path("created_at").asLong();
        assertThat(answer.json().path("participants").toString())
                .isEqualTo(("[{'bot_id':'%s','name':'ada','online':false,'label':null,'joined_at':%d},"
                                + "{'bot_id':'%s','name':'bob','online':true,'label':null,'joined_at':%d}]")
                        .formatted(scene.ada.id(), joined, scene.bob.id(), joined)
                        .replace('\'', '"'));
    }

    @Test
    void theGateHidesWhatIsNotPublic() {
        Client eve = scene.as(scene.eve);
        Answer outside = eve.get(scene.threadWithBob());
        assertThat(outside.outcome()).isEqualTo("403 JOIN_REQUIRED");
        assertThat(outside.field("hint")).contains("/join");
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
        assertThat(other.as(other.ada).get("/api/threads?scope=org").json().path("items"))
                .isEmpty();
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
        Answer rest = ada.get("/api/threads?limit=2&cursor=" + page.field("next_cursor"));
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
        assertThat(topics(ada.get("/api/threads?q=%C3%BCBER").json().path("items")))
                .containsExactly("Übersicht");
        assertThat(ada.get("/api/threads?status=closed").json()).isEmpty();
        assertThat(ada.get("/api/threads?status=").json()).hasSize(2);
        assertThat(ada.get("/api/threads?cursor=nonsense").json().path("items")).hasSize(2);
        assertThat(ada.get("/api/threads?q=a%00b").json().path("items")).isEmpty();
        assertThat(ada.get("/api/threads?status=open").outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(ada.get("/api/threads?scope=org&q=" + "x".repeat(201)).field("error"))
                .contains("q too long");
    }

    private static List<String> topics(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path("topic").asString())
                .toList();
    }
}
