package dev.parley.server.thread;

import static org.assertj.core.api.Assertions.assertThat;

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

class ThreadMessageRoutesTest {

    @RegisterExtension
    static final ThreadHub HUB = new ThreadHub();

    private final Scene scene = HUB.scene();
    private final Client ada = scene.as(scene.ada);
    private final Client bob = scene.as(scene.bob);
    private final String thread = scene.threadWithBob();
    private final String messages = thread + "/messages";

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
                                answer.text("id"),
                                thread.substring("/api/threads/".length()),
                                scene.ada.id(),
                                scene.bob.id(),
                                answer.json().path("created_at").asLong())
                        .replace('\'', '"'));
        assertThat(bob.get(messages).json().get(0)).isEqualTo(answer.json());
        assertThat(scene.audit(answer.text("id")))
                .containsExactly("message.send {\"thread_id\":\"" + answer.text("thread_id") + "\"}");
    }

    @Test
    void everyConnectionOfEveryParticipantReceivesItTheSendersToo() {
        try (ClientSocket adas = scene.connect(scene.ada);
                ClientSocket bobs = scene.connect(scene.bob);
                ClientSocket bobsOwner = HUB.hub().connectOwner(scene.org, scene.bob);
                ClientSocket eves = scene.connect(scene.eve);
                ClientSocket watching = HUB.hub().connectAdmin(scene.org);
                ClientSocket idle = HUB.hub().connectAdmin(scene.org)) {
            watching.send("{'type':'subscribe','thread_id':'" + thread.substring("/api/threads/".length()) + "'}");
            List.of(adas, bobs, bobsOwner, eves, watching, idle).forEach(ClientSocket::settle);
            Answer sent = ada.post(messages, "{'content':'hi'}");

            List<JsonNode> events = bobs.settle();
            assertThat(events).hasSize(1);
            assertThat(events.get(0).path("type").asString()).isEqualTo("thread_message");
            assertThat(events.get(0).path("thread_id").asString()).isEqualTo(sent.text("thread_id"));
            assertThat(events.get(0).path("message")).isEqualTo(sent.json());
            assertThat(adas.settle()).isEqualTo(events);
            assertThat(bobsOwner.settle()).isEqualTo(events);
            assertThat(watching.settle()).isEqualTo(events);
            assertThat(idle.settle()).isEmpty();
            assertThat(eves.settle()).isEmpty();
        }
    }

    @Test
    void aReplyShowsWhatItAnswers() {
        String first = ada.post(messages, "{'content':'what?'}").text("id");
        Answer reply = bob.post(messages, "{'content':'that','reply_to':'" + first + "'}");

        assertThat(reply.text("reply_to_id")).isEqualTo(first);
        assertThat(reply.json().path("mentions")).isEmpty();
        assertThat(reply.json().at("/reply_to_message/sender_name").asString()).isEqualTo("ada");
        assertThat(reply.json().at("/reply_to_message/content").asString()).isEqualTo("what?");
        assertThat(ada.get(messages).json().get(1)).isEqualTo(reply.json());
        assertThat(ada.post(messages, "{'content':'x','reply_to':null}").status()).isEqualTo(200);
    }

    @Test
    void aReplyToNothingIsRefusedWith400BeforeTheContentIsLookedAt() {
        String elsewhere = scene.threadWithBob() + "/messages";
        String foreign = ada.post(elsewhere, "{'content':'x'}").text("id");

        assertThat(ada.post(messages, "{'reply_to':7}").outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(ada.post(messages, "{'reply_to':'x'}").outcome()).isEqualTo("400 NOT_FOUND");
        assertThat(ada.post(messages, "{'reply_to':'" + foreign + "'}").outcome()).isEqualTo("400 NOT_FOUND");
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
        assertThat(ada.post(messages, "{'content':'" + longest + "x'}").outcome()).isEqualTo("400 VALIDATION_ERROR");
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

        assertThat(answer.text("content")).isEqualTo("[image]");
        assertThat(answer.json().at("/parts/0/extra").asInt()).isEqualTo(1);
    }

    @Test
    void whatAPersonWritesIsMarked() {
        Answer answer = HUB.hub()
                .asOwner(scene.org, scene.ada)
                .post(messages, "{'content':'x','metadata':{'k':1,'provenance':'forged'}}");

        assertThat(answer.json().path("metadata").toString())
                .isEqualTo("{'k':1,'provenance':{'authored_by':'human','owner_name':'Olivia','auth_mode':'web_ui'}}"
                        .replace('\'', '"'));
        assertThat(answer.text("sender_name")).isEqualTo("ada");
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
        String reserved = scene.thread("{'topic':'t','participants':['bob'],'permission_policy':{'write':['initiator']}}");

        assertThat(ada.post(reserved + "/messages", "{'content':'x'}").status()).isEqualTo(200);
        assertThat(bob.post(reserved + "/messages", "{}").outcome()).isEqualTo("403 WRITE_PERMISSION_DENIED");
        assertThat(scene.audit(reserved.substring("/api/threads/".length()))).last().isEqualTo("thread.write_denied");
    }

    @Test
    void theOrganisationsPolicyHoldsWhereTheThreadHasNone() {
        Scene strict = HUB.scene();
        strict.settings("{\"write\":[\"initiator\"]}");
        String plain = strict.threadWithBob();
        String own = strict.thread("{'topic':'t','participants':['bob'],'permission_policy':{}}");

        assertThat(strict.as(strict.bob).post(plain + "/messages", "{'content':'x'}").outcome())
                .isEqualTo("403 WRITE_PERMISSION_DENIED");
        assertThat(strict.as(strict.bob).post(own + "/messages", "{'content':'x'}").outcome())
                .isEqualTo("200");
    }

    @Test
    void theLimitComesFirst() {
        try {
            HUB.hub().limit(new Limits(1, 100));
            assertThat(bob.post("/api/threads/x/messages", "{}").outcome()).isEqualTo("404 NOT_FOUND");
            assertThat(bob.post("/api/threads/x/messages", "{}").outcome()).isEqualTo("429 RATE_LIMITED");
        } finally {
            HUB.hub().limit(null);
        }
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
        assertThat(first.text("next_cursor")).isEqualTo(first.json().at("/items/1/id").asString());
        Answer second = ada.get(messages + "?limit=3&cursor=" + first.text("next_cursor"));
        assertThat(contents(second.json().path("items"))).containsExactly("m3", "m2", "m1");
        assertThat(second.json().path("has_more").asBoolean()).isFalse();
        assertThat(second.json().has("next_cursor")).isFalse();
        assertThat(contents(ada.get(messages + "?cursor=unknown").json().path("items"))).hasSize(5);
    }

    @Test
    void historyIsBoundedByTime() {
        long first = ada.post(messages, "{'content':'m1'}").json().path("created_at").asLong();
        long last = first;
        while (last == first) {
            last = ada.post(messages, "{'content':'m2'}").json().path("created_at").asLong();
        }
        assertThat(contents(ada.get(messages + "?before=" + last).json())).contains("m1");
        assertThat(contents(ada.get(messages + "?since=" + first).json())).containsExactly("m2");
        assertThat(contents(ada.get(messages + "?since=" + last).json())).isEmpty();
        assertThat(ada.get(messages + "?since=").outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(ada.get(messages + "?since=x").outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(ada.get(messages + "?before=x").status()).isEqualTo(200);
    }

    @Test
    void timesNeverRunBackwardsAndActivityMovesWithoutARevision() {
        JsonNode before = ada.get(thread).json();
        long sent = ada.post(messages, "{'content':'m'}").json().path("created_at").asLong();
        JsonNode after = ada.get(thread).json();

        assertThat(sent).isGreaterThanOrEqualTo(before.path("created_at").asLong());
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
