package dev.parley.server.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.limit.Limits;
import dev.parley.server.testing.Api.Answer;
import dev.parley.server.testing.TestSocket;
import dev.parley.server.thread.ThreadHub.Scene;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ThreadMessageRoutesTest {

    @RegisterExtension
    static final ThreadHub HUB = new ThreadHub();

    private final Limits plenty = HUB.hub().limits;
    private final Scene scene = HUB.scene();
    private final Client ada = scene.as(scene.ada);
    private final Client bob = scene.as(scene.bob);
    private final String thread = scene.threadWithBob();
    private final String messages = thread + "/messages";

    @AfterEach
    void liftLimits() {
        HUB.hub().limits = plenty;
    }

    @Test
    void aMessageIsAnsweredFlatAndWhole() {
        Answer answer = ada.post(messages, "{'content':'@BOB look, @all','metadata':{'k':1}}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().toString())
                .isEqualTo(("{'id':'%s','thread_id':'%s','sender_id':'%s','content':'@BOB look, @all',"
                                + "'content_type':'text','parts':[{'type':'text','content':'@BOB look, @all'}],"
                                + "'mentions':[{'bot_id':'%s','name':'bob'}],'mention_all':true,'metadata':{'k':1},"
                                + "'reply_to_id':null,'created_at':%d,'sender_name':'ada'}")
                        .formatted(
                                answer.field("id"),
                                ThreadHub.idOf(thread),
                                scene.ada.id(),
                                scene.bob.id(),
                                answer.json().path("created_at").asLong())
                        .replace('\'', '"'));
        assertThat(bob.get(messages).json().get(0)).isEqualTo(answer.json());
        assertThat(scene.audit(answer.field("id")))
                .containsExactly("message.send {\"thread_id\":\"" + answer.field("thread_id") + "\"}");
    }

    @Test
    void everyConnectionOfEveryParticipantReceivesItTheSendersToo() {
        TestSocket adas = scene.connect(scene.ada);
        TestSocket bobs = scene.connect(scene.bob);
        TestSocket bobsOwner = scene.connectOwner(scene.bob);
        TestSocket eves = scene.connect(scene.eve);
        TestSocket watching = scene.connectAdmin();
        TestSocket idle = scene.connectAdmin();
        watching.send("subscribe", "thread_id", ThreadHub.idOf(thread));
        watching.drain();
        Answer sent = ada.post(messages, "{'content':'hi'}");

        List<JsonNode> events = bobs.drain();
        assertThat(events).hasSize(1);
        assertThat(events.get(0).path("type").asString()).isEqualTo("thread_message");
        assertThat(events.get(0).path("thread_id").asString()).isEqualTo(sent.field("thread_id"));
        assertThat(events.get(0).path("message")).isEqualTo(sent.json());
        assertThat(adas.drain()).isEqualTo(events);
        assertThat(bobsOwner.drain()).isEqualTo(events);
        assertThat(watching.drain()).isEqualTo(events);
        assertThat(idle.drain()).isEmpty();
        assertThat(eves.drain()).isEmpty();
    }

    @Test
    void aReplyShowsWhatItAnswers() {
        String first = ada.post(messages, "{'content':'what?'}").field("id");
        Answer reply = bob.post(messages, "{'content':'that','reply_to':'" + first + "'}");

        assertThat(reply.field("reply_to_id")).isEqualTo(first);
        assertThat(reply.json().path("mentions")).isEmpty();
        assertThat(reply.json().at("/reply_to_message/sender_name").asString()).isEqualTo("ada");
        assertThat(reply.json().at("/reply_to_message/content").asString()).isEqualTo("what?");
        assertThat(ada.get(messages).json().get(1)).isEqualTo(reply.json());
        assertThat(ada.post(messages, "{'content':'x','reply_to':null}").status())
                .isEqualTo(200);
    }

    @Test
    void aReplyToNothingIsRefusedWith400BeforeTheContentIsLookedAt() {
        String elsewhere = scene.threadWithBob() + "/messages";
        String foreign = ada.post(elsewhere, "{'content':'x'}").field("id");

        assertThat(ada.post(messages, "{'reply_to':7}").outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(ada.post(messages, "{'reply_to':'x'}").outcome()).isEqualTo("400 NOT_FOUND");
        assertThat(ada.post(messages, "{'reply_to':'" + foreign + "'}").outcome())
                .isEqualTo("400 NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'content':''}",
                "{'content':'','parts':[{'type':'text','content':'x'}]}",
                "{'content':7}",
                "{'content':{'text':'x'}}",
                "{'content':'x','parts':null}",
                "{'content':'x','parts':[{'type':'video'}]}"
            })
    void contentThatIsNoneIsRefused(String json) {
        assertThat(ada.post(messages, json).outcome()).isEqualTo("400 VALIDATION_ERROR");
    }

    @Test
    void theLimitsOfContentTypeAndMetadataHold() {
        String longest = "x".repeat(ThreadHub.MAX_MESSAGE_LENGTH);

        assertThat(ada.post(messages, "{'content':'" + longest + "'}").status()).isEqualTo(200);
        assertThat(ada.post(messages, "{'content':'" + longest + "x'}").outcome())
                .isEqualTo("400 VALIDATION_ERROR");
        assertThat(ada.post(messages, "{'content':'x','content_type':'" + "y".repeat(129) + "'}")
                        .outcome())
                .isEqualTo("400 VALIDATION_ERROR");
        assertThat(ada.post(messages, "{'content':'x','metadata':'" + "y".repeat(16_385) + "'}")
                        .outcome())
                .isEqualTo("400 VALIDATION_ERROR");
    }

    @Test
    void partsStandInForContent() {
        Answer answer = ada.post(messages, "{'parts':[{'type':'image','url':'/x','extra':1}]}");

        assertThat(answer.field("content")).isEqualTo("[image]");
        assertThat(answer.json().at("/parts/0/extra").asInt()).isEqualTo(1);
    }

    @Test
    void whatAPersonWritesIsMarked() {
        Answer answer =
                scene.asOwner(scene.ada).post(messages, "{'content':'x','metadata':{'k':1,'provenance':'forged'}}");

        assertThat(answer.json().path("metadata").toString())
                .isEqualTo("{'k':1,'provenance':{'authored_by':'human','owner_name':'Grace','auth_mode':'web_ui'}}"
                        .replace('\'', '"'));
        assertThat(answer.field("sender_name")).isEqualTo("ada");
    }

    @Test
    void whoIsNotInMayNotWriteOrRead() {
        Client eve = scene.as(scene.eve);

        assertThat(eve.post(messages, "{}").outcome()).isEqualTo("403 JOIN_REQUIRED");
        assertThat(eve.get(messages + "?since=x").outcome()).isEqualTo("403 JOIN_REQUIRED");
        assertThat(eve.post("/api/threads/x/messages", "{}").outcome()).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void aDeniedWriteIsAudited() {
        String reserved =
                scene.thread("{'topic':'t','participants':['bob'],'permission_policy':{'write':['initiator']}}");

        assertThat(ada.post(reserved + "/messages", "{'content':'x'}").status()).isEqualTo(200);
        assertThat(bob.post(reserved + "/messages", "{}").outcome()).isEqualTo("403 WRITE_PERMISSION_DENIED");
        assertThat(scene.audit(ThreadHub.idOf(reserved))).last().isEqualTo("thread.write_denied");
    }

    @Test
    void theOrganisationsPolicyHoldsWhereTheThreadHasNone() {
        Scene strict = HUB.scene();
        strict.settings("{\"write\":[\"initiator\"]}");
        String plain = strict.threadWithBob();
        String own = strict.thread("{'topic':'t','participants':['bob'],'permission_policy':{}}");

        assertThat(strict.as(strict.bob)
                        .post(plain + "/messages", "{'content':'x'}")
                        .outcome())
                .isEqualTo("403 WRITE_PERMISSION_DENIED");
        assertThat(strict.as(strict.bob)
                        .post(own + "/messages", "{'content':'x'}")
                        .outcome())
                .isEqualTo("200");
    }

    @Test
    void theLimitComesFirst() {
        HUB.hub().limits = new Limits(1, 100);
        assertThat(bob.post("/api/threads/x/messages", "{}").outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(bob.post("/api/threads/x/messages", "{}").outcome()).isEqualTo("429 RATE_LIMITED");
    }

    @Test
    void historyComesInBothShapes() {
        for (int i = 1; i <= 5; i++) {
            ada.post(messages, "{'content':'m" + i + "'}");
        }
        assertThat(contents(ada.get(messages).json())).containsExactly("m1", "m2", "m3", "m4", "m5");
        assertThat(contents(ada.get(messages + "?limit=2").json())).containsExactly("m4", "m5");

        Answer first = ada.get(messages + "?cursor=&limit=2");
        assertThat(contents(first.json().path("items"))).containsExactly("m5", "m4");
        assertThat(first.json().path("has_more").asBoolean()).isTrue();
        assertThat(first.field("next_cursor"))
                .isEqualTo(first.json().at("/items/1/id").asString());
        Answer second = ada.get(messages + "?limit=3&cursor=" + first.field("next_cursor"));
        assertThat(contents(second.json().path("items"))).containsExactly("m3", "m2", "m1");
        assertThat(second.json().path("has_more").asBoolean()).isFalse();
        assertThat(second.json().has("next_cursor")).isFalse();
        assertThat(contents(ada.get(messages + "?cursor=unknown").json().path("items")))
                .hasSize(5);

        JsonNode oldest = second.json().at("/items/2/id");
        Answer third = ada.get(messages + "?cursor=&limit=3&after=" + oldest.asString());
        assertThat(contents(third.json().path("items"))).containsExactly("m2", "m3", "m4");
        assertThat(third.field("next_cursor"))
                .isEqualTo(third.json().at("/items/2/id").asString());
        Answer last = ada.get(messages + "?after=" + third.field("next_cursor"));
        assertThat(contents(last.json().path("items"))).containsExactly("m5");
        assertThat(last.json().path("has_more").asBoolean()).isFalse();
        assertThat(contents(ada.get(messages + "?limit=1&after=unknown").json().path("items")))
                .containsExactly("m1");
    }

    @Test
    void historyIsBoundedByTime() {
        long first =
                ada.post(messages, "{'content':'m1'}").json().path("created_at").asLong();
        HUB.hub().clock.advance(Duration.ofMillis(1));
        long last =
                ada.post(messages, "{'content':'m2'}").json().path("created_at").asLong();

        assertThat(last).isEqualTo(first + 1);
        assertThat(contents(ada.get(messages + "?before=" + last).json())).containsExactly("m1");
        assertThat(contents(ada.get(messages + "?since=" + first).json())).containsExactly("m2");
        assertThat(contents(ada.get(messages + "?since=" + last).json())).isEmpty();
        assertThat(ada.get(messages + "?since=").outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(ada.get(messages + "?since=x").outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(ada.get(messages + "?before=x").status()).isEqualTo(200);
    }

    @Test
    void timesNeverRunBackwardsAndActivityMovesWithoutARevision() {
        JsonNode before = ada.get(thread).json();
        HUB.hub().clock.advance(Duration.ofSeconds(1));
        long sent =
                ada.post(messages, "{'content':'m'}").json().path("created_at").asLong();
        JsonNode after = ada.get(thread).json();

        assertThat(sent).isEqualTo(before.path("created_at").asLong() + 1000);
        assertThat(after.path("last_activity_at").asLong()).isEqualTo(sent);
        assertThat(after.path("updated_at")).isEqualTo(before.path("updated_at"));
        assertThat(after.path("revision").asInt()).isEqualTo(1);
    }

    private static List<String> contents(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path("content").asString())
                .toList();
    }
}
