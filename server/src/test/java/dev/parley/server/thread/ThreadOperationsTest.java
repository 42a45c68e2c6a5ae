package dev.parley.server.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.bot.BotSummary;
import dev.parley.protocol.Scope;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.JoinStatus;
import dev.parley.server.testing.TestSocket;
import dev.parley.server.thread.ThreadHub.Scene;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What the WebSocket does differently from REST, or has alone: acks, orders of checks, errors as frames. */
class ThreadOperationsTest {

    @RegisterExtension
    static final ThreadHub HUB = new ThreadHub();

    private final Scene scene = HUB.scene();
    private final String path = scene.threadWithBob();
    private final String thread = ThreadHub.idOf(path);
    private TestSocket ada;
    private TestSocket eve;

    @BeforeEach
    void connect() {
        ada = scene.connect(scene.ada);
        eve = scene.connect(scene.eve);
    }

    @Test
    void aMessageReachesItsSenderBeforeTheAck() {
        ada.send("send_thread_message", "ref", 7, "thread_id", thread, "content", Map.of("text", "hi"));
        JsonNode event = ada.next();
        JsonNode ack = ada.next();

        assertThat(event.at("/message/content").asString()).isEqualTo("hi");
        String id = event.at("/message/id").asString();
        assertThat(ack.toString())
                .isEqualTo(Client.quoted(
                        "{'type':'ack','ref':7,'result':{'operation':'send_thread_message','resource_id':'%s','message_id':'%s','thread_id':'%s','timestamp':%d}}"
                                .formatted(
                                        id,
                                        id,
                                        thread,
                                        event.at("/message/created_at").asLong())));
        assertThat(scene.audit(id)).containsExactly("message.send {\"thread_id\":\"" + thread + "\",\"via\":\"ws\"}");
    }

    @Test
    void framesOfOneSocketAreHandledInOrder() {
        for (int i = 0; i < 50; i++) {
            ada.send("send_thread_message", "thread_id", thread, "content", "m" + i);
        }
        List<JsonNode> events = ada.drain();

        assertThat(events).hasSize(50);
        for (int i = 0; i < 50; i++) {
            assertThat(events.get(i).at("/message/content").asString()).isEqualTo("m" + i);
        }
    }

    @Test
    void whatAPersonWritesIsMarkedHereToo() {
        TestSocket owner = scene.connectOwner(scene.ada);
        owner.call("send_thread_message", "thread_id", thread, "content", "x");

        assertThat(ada.drain()
                        .get(0)
                        .at("/message/metadata/provenance/owner_name")
                        .asString())
                .isEqualTo("Grace");
    }

    @Test
    void messagesAreCheckedInTheirOrder() {
        String hidden = ThreadHub.idOf(scene.thread("{'topic':'t','visibility':'members'}"));

        assertThat(outcome(ada, "send_thread_message")).isEqualTo("VALIDATION_ERROR");
        assertThat(outcome(ada, "send_thread_message", "thread_id", "x")).isEqualTo("NOT_FOUND");
        assertThat(outcome(ada, "send_thread_message", "thread_id", ThreadId.next()))
                .isEqualTo("NOT_FOUND");
        assertThat(outcome(eve, "send_thread_message", "thread_id", thread)).isEqualTo("JOIN_REQUIRED");
        assertThat(outcome(eve, "send_thread_message", "thread_id", hidden)).isEqualTo("NOT_FOUND");
        assertThat(outcome(ada, "send_thread_message", "thread_id", thread, "reply_to", "x"))
                .as("the content is looked at before the answered message")
                .isEqualTo("VALIDATION_ERROR");
        assertThat(outcome(ada, "send_thread_message", "thread_id", thread, "content", "x", "reply_to", "x"))
                .isEqualTo("NOT_FOUND");
        JsonNode empty = ada.call("send_thread_message", "thread_id", thread);
        assertThat(empty.path("message").asString()).contains("content or parts is required");
    }

    @Test
    void theScopeComesBeforeEverything() {
        TestSocket reader = HUB.hub().connect(scene.org, scene.ada, Scope.READ);
        for (String type : List.of(
                "send_thread_message",
                "thread_create",
                "thread_update",
                "thread_invite",
                "thread_join",
                "thread_leave",
                "thread_remove_participant",
                "artifact_add",
                "artifact_update")) {
            assertThat(outcome(reader, type)).as(type).isEqualTo("INSUFFICIENT_SCOPE");
        }
        reader.close();
    }

    @Test
    void aThreadIsCreatedAndAnnouncedBeforeTheAck() {
        ada.send("thread_create", "ref", "r", "topic", "t", "participants", List.of("Eve"), "visibility", "private");
        List<JsonNode> frames = ada.drain();

        assertThat(frames)
                .extracting(frame -> frame.path("type").asString())
                .containsExactly("thread_created", "thread_participant", "thread_participant", "ack");
        JsonNode created = frames.get(0).path("thread");
        assertThat(created.path("visibility").asString())
                .as("the WebSocket knows no settings")
                .isEqualTo("public");
        assertThat(frames.get(3).path("result").toString())
                .isEqualTo(Client.quoted(
                        "{'operation':'thread_create','resource_id':'%s','thread_id':'%s','topic':'t','revision':1,'timestamp':%d}"
                                .formatted(
                                        created.path("id").asString(),
                                        created.path("id").asString(),
                                        created.path("created_at").asLong())));
        assertThat(scene.audit(created.path("id").asString()))
                .containsExactly("thread.create {\"topic\":\"t\",\"tags\":null,\"via\":\"ws\"}");
        assertThat(ada.call("thread_create").path("message").asString()).contains("topic is required");
        assertThat(ada.call("thread_create", "topic", "t", "participants", List.of("nobody"))
                        .path("message")
                        .asString())
                .contains("Bot not found");
    }

    @Test
    void aThreadIsUpdated() {
        JsonNode ack = ada.call(
                "thread_update", "thread_id", thread, "topic", "new", "status", "resolved", "expected_revision", 1);

        assertThat(ack.path("result").toString())
                .isEqualTo(Client.quoted(
                        "{'operation':'thread_update','resource_id':'%s','thread_id':'%s','changes':['status','resolved_at','topic'],'revision':3,'timestamp':%d}"
                                .formatted(thread, thread, HUB.hub().clock.millis())));
        assertThat(scene.audit(thread)).last().asString().endsWith("\"via\":\"ws\"}");
    }

    @Test
    void updatesAreCheckedInTheirOrder() {
        assertThat(outcome(ada, "thread_update")).isEqualTo("VALIDATION_ERROR");
        assertThat(outcome(eve, "thread_update", "thread_id", ThreadId.next(), "expected_revision", 0))
                .isEqualTo("VALIDATION_ERROR");
        assertThat(outcome(eve, "thread_update", "thread_id", ThreadId.next())).isEqualTo("NOT_FOUND");
        assertThat(outcome(eve, "thread_update", "thread_id", thread)).isEqualTo("JOIN_REQUIRED");
        assertThat(outcome(ada, "thread_update", "thread_id", thread, "visibility", "private"))
                .isEqualTo("VALIDATION_ERROR");
        assertThat(outcome(ada, "thread_update", "thread_id", thread, "topic", "t", "expected_revision", 9))
                .isEqualTo("REVISION_CONFLICT");
        assertThat(outcome(ada, "thread_update", "thread_id", thread, "status", "resolved"))
                .isEqualTo("ack");
        assertThat(outcome(ada, "thread_update", "thread_id", thread, "topic", ""))
                .isEqualTo("THREAD_CLOSED");
        assertThat(outcome(ada, "thread_update", "thread_id", thread, "status", "blocked"))
                .isEqualTo("VALIDATION_ERROR");
    }

    @Test
    void aBotIsInvitedThoughItWaitsForApproval() {
        BotSummary waiting = scene.org.bot("waiting", AuthRole.MEMBER, JoinStatus.PENDING);
        JsonNode ack = ada.call("thread_invite", "thread_id", thread, "bot_id", "waiting", "label", "l");

        assertThat(ack.path("result").toString())
                .isEqualTo(Client.quoted(
                        "{'operation':'thread_invite','resource_id':'%s','thread_id':'%s','bot_id':'%s','already_joined':false,'timestamp':%d}"
                                .formatted(
                                        thread,
                                        thread,
                                        waiting.id(),
                                        HUB.hub().clock.millis())));
        JsonNode again = ada.call("thread_invite", "thread_id", thread, "bot_id", "waiting");
        assertThat(again.at("/result/already_joined").asBoolean()).isTrue();
        assertThat(outcome(ada, "thread_invite", "thread_id", thread, "bot_id", "waiting", "label", "m"))
                .isEqualTo("CONFLICT");
        assertThat(outcome(eve, "thread_invite", "thread_id", thread, "bot_id", 7))
                .isEqualTo("VALIDATION_ERROR");
        JsonNode unknown = ada.call("thread_invite", "thread_id", thread, "bot_id", "nobody");
        assertThat(unknown.path("message").asString()).contains("Bot not found");
    }

    @Test
    void botsJoinAndLeave() {
        long now = HUB.hub().clock.millis();
        assertThat(eve.call("thread_join", "thread_id", thread).path("result").toString())
                .isEqualTo(Client.quoted(
                        "{'operation':'thread_join','resource_id':'%s','thread_id':'%s','status':'joined','joined_at':%d,'timestamp':%d}"
                                .formatted(thread, thread, now, now)));
        assertThat(eve.call("thread_join", "thread_id", thread)
                        .at("/result/status")
                        .asString())
                .isEqualTo("already_joined");
        eve.send("thread_leave", "ref", 1, "thread_id", thread);
        assertThat(eve.next().path("action").asString())
                .as("the leaver hears of it")
                .isEqualTo("left");
        assertThat(eve.next().path("result").toString())
                .isEqualTo(
                        Client.quoted("{'operation':'thread_leave','resource_id':'%s','thread_id':'%s','timestamp':%d}"
                                .formatted(thread, thread, now)));
        assertThat(scene.audit(thread)).endsWith("thread.join {\"via\":\"ws\"}", "thread.leave {\"via\":\"ws\"}");

        String alone = ThreadHub.idOf(scene.thread("{'topic':'t'}"));
        assertThat(ada.call("thread_leave", "thread_id", alone).path("message").asString())
                .contains("last participant");
    }

    @Test
    void aRequestToJoinIsAcknowledgedWithoutATime() {
        String guarded = ThreadHub.idOf(scene.thread("{'topic':'t','join_policy':'approval'}"));
        JsonNode asked = eve.call("thread_join", "thread_id", guarded).path("result");

        assertThat(asked.propertyNames())
                .containsExactly("operation", "resource_id", "thread_id", "status", "request_id");
        assertThat(outcome(eve, "thread_join", "thread_id", guarded)).isEqualTo("ALREADY_REQUESTED");
        String hidden = ThreadHub.idOf(scene.thread("{'topic':'t','visibility':'private'}"));
        scene.as(scene.ada).patch("/api/threads/" + hidden, "{'status':'resolved'}");
        assertThat(outcome(eve, "thread_join", "thread_id", hidden)).isEqualTo("NOT_FOUND");
    }

    @Test
    void removalsAreCheckedInTheirOrder() {
        String strict = ThreadHub.idOf(scene.thread(
                "{'topic':'t','participants':['bob','Eve'],'permission_policy':{'remove':['initiator']}}"));

        assertThat(outcome(eve, "thread_remove_participant", "thread_id", strict))
                .isEqualTo("VALIDATION_ERROR");
        assertThat(outcome(eve, "thread_remove_participant", "thread_id", strict, "bot_id", "bob"))
                .isEqualTo("FORBIDDEN");
        JsonNode ack = ada.call("thread_remove_participant", "thread_id", strict, "bot_id", "bob")
                .path("result");
        assertThat(ack.propertyNames()).containsExactly("operation", "resource_id", "thread_id", "bot_id", "timestamp");
        assertThat(outcome(eve, "thread_remove_participant", "thread_id", strict, "bot_id", "bob"))
                .as("who is not in is not found, permission or not")
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void artifactsAreAddedAndUpdated() {
        ada.send(
                "artifact_add",
                "ref",
                1,
                "thread_id",
                thread,
                "artifact_key",
                "a",
                "artifact_type",
                "code",
                "title",
                "T");
        JsonNode event = ada.next();
        assertThat(event.at("/artifact/type").asString()).isEqualTo("code");
        assertThat(ada.next().path("result").toString())
                .isEqualTo(Client.quoted(
                        "{'operation':'artifact_add','resource_id':'%s','thread_id':'%s','artifact_key':'a','version':1,'timestamp':%d}"
                                .formatted(
                                        event.at("/artifact/id").asString(),
                                        thread,
                                        HUB.hub().clock.millis())));
        assertThat(outcome(ada, "artifact_add", "thread_id", thread, "artifact_key", "a"))
                .isEqualTo("CONFLICT");
        ada.sendText(Client.quoted("{'type':'artifact_update','thread_id':'" + thread
                + "','artifact_key':'a','content':'2','title':null}"));
        JsonNode updated = ada.next();
        assertThat(updated.path("action").asString()).isEqualTo("updated");
        assertThat(updated.at("/artifact/title").asString())
                .as("null keeps the title here")
                .isEqualTo("T");
    }

    @Test
    void artifactsAreCheckedInTheirOrder() {
        assertThat(outcome(eve, "artifact_add", "artifact_key", "!")).isEqualTo("VALIDATION_ERROR");
        JsonNode key = eve.call("artifact_add", "thread_id", thread, "artifact_key", "!");
        assertThat(key.path("message").asString()).contains("artifact_key");
        assertThat(outcome(eve, "artifact_add", "thread_id", thread, "artifact_key", "a"))
                .isEqualTo("JOIN_REQUIRED");
        JsonNode content = eve.call("artifact_update", "thread_id", thread, "artifact_key", "a");
        assertThat(content.path("message").asString()).contains("content is required");
        assertThat(outcome(ada, "artifact_update", "thread_id", thread, "artifact_key", "a", "content", "x"))
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void whatIsNoIdOfAThreadIsAThreadThatDoesNotExistAndFoundOutAsLate() {
        String invalid = "VALIDATION_ERROR";
        for (Object id : List.of("x", ThreadId.next())) {
            assertThat(outcome(ada, "thread_update", "thread_id", id, "expected_revision", 0))
                    .isEqualTo(invalid);
            assertThat(outcome(ada, "thread_invite", "thread_id", id)).isEqualTo(invalid);
            assertThat(outcome(ada, "thread_invite", "thread_id", id, "bot_id", "Bob", "label", 5))
                    .isEqualTo(invalid);
            assertThat(outcome(ada, "thread_remove_participant", "thread_id", id))
                    .isEqualTo(invalid);
            assertThat(outcome(ada, "artifact_add", "thread_id", id, "artifact_key", "!"))
                    .isEqualTo(invalid);
            assertThat(outcome(ada, "artifact_update", "thread_id", id, "artifact_key", "a"))
                    .isEqualTo(invalid);
            assertThat(outcome(ada, "thread_update", "thread_id", id)).isEqualTo("NOT_FOUND");
            assertThat(outcome(ada, "thread_invite", "thread_id", id, "bot_id", "Bob"))
                    .isEqualTo("NOT_FOUND");
            assertThat(outcome(ada, "thread_remove_participant", "thread_id", id, "bot_id", "Bob"))
                    .isEqualTo("NOT_FOUND");
            assertThat(outcome(ada, "thread_join", "thread_id", id)).isEqualTo("NOT_FOUND");
            assertThat(outcome(ada, "thread_leave", "thread_id", id)).isEqualTo("NOT_FOUND");
            assertThat(outcome(ada, "artifact_add", "thread_id", id, "artifact_key", "a"))
                    .isEqualTo("NOT_FOUND");
        }
    }

    private static String outcome(TestSocket socket, String type, Object... namesAndValues) {
        JsonNode answer = socket.call(type, namesAndValues);
        return answer.path("type").asString().equals("ack")
                ? "ack"
                : answer.path("code").asString();
    }
}
