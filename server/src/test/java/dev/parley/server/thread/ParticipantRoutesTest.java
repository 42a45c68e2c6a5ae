package dev.parley.server.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.bot.BotSummary;
import dev.parley.protocol.BotId;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.JoinStatus;
import dev.parley.server.testing.Api.Answer;
import dev.parley.server.testing.TestSocket;
import dev.parley.server.thread.ThreadHub.Scene;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class ParticipantRoutesTest {

    @RegisterExtension
    static final ThreadHub HUB = new ThreadHub();

    private final Scene scene = HUB.scene();
    private final Client ada = scene.as(scene.ada);
    private final Client bob = scene.as(scene.bob);
    private final Client eve = scene.as(scene.eve);
    private final String thread = scene.threadWithBob();
    private final String participants = thread + "/participants";

    @Test
    void anInvitedBotIsInAtOnceAndHearsOfIt() {
        TestSocket eves = scene.connect(scene.eve);
        TestSocket adas = scene.connect(scene.ada);
        Answer answer = ada.post(participants, "{'bot_id':'Eve','label':'critic'}");

        assertThat(answer.json().toString())
                .isEqualTo(Client.quoted("{'thread_id':'%s','bot_id':'%s','label':'critic','joined_at':%d}"
                        .formatted(
                                ThreadHub.idOf(thread),
                                scene.eve.id(),
                                HUB.hub().clock.millis())));
        List<JsonNode> events = eves.drain();
        assertThat(events)
                .singleElement()
                .hasToString(Client.quoted(
                        "{'type':'thread_participant','thread_id':'%s','bot_id':'%s','bot_name':'Eve','action':'joined','by':'%s','label':'critic'}"
                                .formatted(ThreadHub.idOf(thread), scene.eve.id(), scene.ada.id())));
        assertThat(adas.drain()).isEqualTo(events);
        assertThat(eve.get(thread).header("ETag")).contains("\"2\"");
        assertThat(scene.audit(ThreadHub.idOf(thread)))
                .last()
                .isEqualTo(
                        "thread.invite {\"invited_bot_id\":\"" + scene.eve.id() + "\",\"invited_bot_name\":\"Eve\"}");
        assertThat(scene.facts(thread))
                .endsWith("thread_invited {\"topic\":\"plan\",\"inviter\":\"" + scene.ada.id() + "\"}");
    }

    @Test
    void aLabelIsWrittenAsNullWhenThereIsNone() {
        TestSocket eves = scene.connect(scene.eve);
        ada.post(participants, "{'bot_id':'" + scene.eve.id() + "'}");

        JsonNode event = eves.drain().get(0);
        assertThat(event.has("label")).isTrue();
        assertThat(event.path("label").isNull()).isTrue();
    }

    @Test
    void whoIsInAlreadyIsLeftAlone() {
        TestSocket bobs = scene.connect(scene.bob);
        Answer again = ada.post(participants, "{'bot_id':'bob'}");

        assertThat(again.outcome()).isEqualTo("200");
        assertThat(again.field("bot_id")).isEqualTo(scene.bob.id().toString());
        assertThat(ada.post(participants, "{'bot_id':'bob','label':null}").outcome())
                .isEqualTo("409 CONFLICT");
        assertThat(bobs.drain()).isEmpty();
        assertThat(ada.get(thread).header("ETag")).contains("\"1\"");
    }

    @Test
    void invitationsAreCheckedInOrder() {
        BotSummary waiting = scene.org.bot("waiting", AuthRole.MEMBER, JoinStatus.PENDING);
        String strict =
                scene.thread("{'topic':'t','participants':['bob'],'permission_policy':{'invite':['initiator']}}");

        assertThat(eve.post(participants, "{}").outcome()).isEqualTo("403 JOIN_REQUIRED");
        assertThat(bob.post(strict + "/participants", "{}").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(ada.post(participants, "{'label':7}").outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(ada.post(participants, "{'bot_id':'nobody','label':7}").outcome())
                .isEqualTo("400 VALIDATION_ERROR");
        assertThat(ada.post(participants, "{'bot_id':'nobody'}").outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(ada.post(participants, "{'bot_id':'" + waiting.id() + "'}").outcome())
                .isEqualTo("400 BOT_NOT_ACTIVE");
        ada.patch(thread, "{'status':'resolved'}");
        assertThat(ada.post(participants, "{'bot_id':'Eve'}").outcome()).isEqualTo("409 THREAD_CLOSED");
        assertThat(eve.post(participants, "{'bot_id':'Eve'}").outcome()).isEqualTo("409 THREAD_CLOSED");
    }

    @Test
    void labelsCountForPermissions() {
        String strict = scene.thread("{'topic':'t','permission_policy':{'write':['Writer']}}");
        ada.post(strict + "/participants", "{'bot_id':'bob','label':'writer'}");
        ada.post(strict + "/participants", "{'bot_id':'Eve','label':'Writer'}");

        assertThat(bob.post(strict + "/messages", "{'content':'x'}").outcome())
                .isEqualTo("403 WRITE_PERMISSION_DENIED");
        assertThat(eve.post(strict + "/messages", "{'content':'x'}").outcome()).isEqualTo("200");
    }

    @Test
    void whoIsRemovedHearsOfItAndOfNothingAfter() {
        TestSocket bobs = scene.connect(scene.bob);
        TestSocket adas = scene.connect(scene.ada);
        assertThat(ada.delete(participants + "/bob").json().toString()).isEqualTo("{\"ok\":true}");
        ada.post(thread + "/messages", "{'content':'gone'}");

        List<JsonNode> events = bobs.drain();
        assertThat(events)
                .singleElement()
                .hasToString(Client.quoted(
                        "{'type':'thread_participant','thread_id':'%s','bot_id':'%s','bot_name':'bob','action':'left','by':'%s'}"
                                .formatted(ThreadHub.idOf(thread), scene.bob.id(), scene.ada.id())));
        assertThat(adas.drain()).hasSize(2).first().isEqualTo(events.get(0));
        assertThat(bob.get(thread).outcome()).isEqualTo("403 JOIN_REQUIRED");
        assertThat(ada.get(thread).header("ETag")).contains("\"2\"");
        assertThat(scene.audit(ThreadHub.idOf(thread)))
                .last()
                .isEqualTo(Client.quoted(
                        "thread.remove_participant {'removed_bot_id':'%s','removed_bot_name':'bob','removed_by':'%s'}"
                                .formatted(scene.bob.id(), scene.ada.id())));
        assertThat(scene.facts(thread))
                .contains("thread_participant_removed {\"topic\":\"plan\",\"removed_by\":\"" + scene.ada.id() + "\"}");
    }

    @Test
    void whoLeavesMayComeBack() {
        assertThat(bob.delete(participants + "/" + scene.bob.id()).outcome()).isEqualTo("200");
        assertThat(bob.post(thread + "/join", "{}").field("status")).isEqualTo("joined");
        assertThat(bob.post(thread + "/messages", "{'content':'back'}").outcome())
                .isEqualTo("200");
    }

    @Test
    void removalsAreCheckedInOrder() {
        String strict = scene.thread("{'topic':'t','participants':['bob'],'permission_policy':{'remove':[]}}");
        String alone = scene.thread("{'topic':'t'}");

        assertThat(bob.delete(strict + "/participants/nobody").outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(bob.delete(strict + "/participants/Eve").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(ada.delete(participants + "/Eve").outcome()).isEqualTo("404 NOT_FOUND");
        Answer last = ada.delete(alone + "/participants/ada");
        assertThat(last.outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(last.field("error")).contains("last participant");
        assertThat(bob.delete(strict + "/participants/bob").outcome()).isEqualTo("200");
    }

    @Test
    void whenTheLastTwoLeaveAtOnceOneStays() {
        for (int round = 0; round < 10; round++) {
            String pair = scene.threadWithBob() + "/participants/";
            List<CompletableFuture<String>> leaving = Stream.of(
                            CompletableFuture.supplyAsync(
                                    () -> ada.delete(pair + "ada").outcome()),
                            CompletableFuture.supplyAsync(
                                    () -> bob.delete(pair + "bob").outcome()))
                    .toList();
            assertThat(leaving.stream().map(CompletableFuture::join))
                    .containsExactlyInAnyOrder("200", "400 VALIDATION_ERROR");
        }
    }

    @Test
    void anOpenThreadIsJoinedAtOnce() {
        TestSocket bobs = scene.connect(scene.bob);
        Answer joined = eve.post(thread + "/join");

        assertThat(joined.json().toString())
                .isEqualTo("{\"status\":\"joined\",\"joined_at\":"
                        + HUB.hub().clock.millis() + "}");
        assertThat(eve.post(thread + "/join").json().toString()).isEqualTo("{\"status\":\"already_joined\"}");
        JsonNode event = bobs.drain().get(0);
        assertThat(event.path("by").asString()).isEqualTo(scene.eve.id().toString());
        assertThat(event.has("label")).isFalse();
        assertThat(scene.audit(ThreadHub.idOf(thread))).last().isEqualTo("thread.join");
        assertThat(scene.facts(thread))
                .as("whoever joins needs no catch-up on it")
                .hasSize(1);
        assertThat(ada.get(thread).header("ETag")).contains("\"2\"");
    }

    @Test
    void whoMayNotJoinIsToldWhy() {
        String hidden = scene.thread("{'topic':'t','visibility':'private'}");
        String members = scene.thread("{'topic':'t','visibility':'members'}");
        String invited = scene.thread("{'topic':'t','join_policy':'invite_only'}");

        assertThat(eve.post(hidden + "/join").outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(eve.post("/api/threads/x/join").outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(eve.post(invited + "/join").outcome()).isEqualTo("403 INVITE_ONLY");
        assertThat(eve.post(members + "/join").outcome()).isEqualTo("200");
        ada.patch(thread, "{'status':'resolved'}");
        assertThat(bob.post(thread + "/join").outcome()).isEqualTo("409 THREAD_CLOSED");
    }

    @Test
    void anotherOrganisationsBotsAreUnknown() {
        Scene other = HUB.scene();

        assertThat(ada.post(participants, "{'bot_id':'" + other.eve.id() + "'}").outcome())
                .isEqualTo("404 NOT_FOUND");
        assertThat(other.as(other.eve).post(thread + "/join").outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(other.as(other.eve).post(participants, "{}").outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(other.as(other.eve).delete(participants + "/ada").outcome()).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void aDeletedBotIsNoParticipant() {
        scene.forget(scene.bob);

        assertThat(StreamSupport.stream(
                                ada.get(thread).json().path("participants").spliterator(), false)
                        .map(each -> BotId.parse(each.path("bot_id").asString()).orElseThrow()))
                .containsExactly(scene.ada.id());
        assertThat(ada.delete(participants + "/ada").outcome()).isEqualTo("400 VALIDATION_ERROR");
    }
}
