package dev.parley.server.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.testing.Api.Answer;
import dev.parley.server.testing.TestSocket;
import dev.parley.server.thread.ThreadHub.Scene;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class JoinRequestRoutesTest {

    @RegisterExtension
    static final ThreadHub HUB = new ThreadHub();

    private final Scene scene = HUB.scene();
    private final Client ada = scene.as(scene.ada);
    private final Client bob = scene.as(scene.bob);
    private final Client eve = scene.as(scene.eve);
    private final String thread = scene.thread("{'topic':'plan','participants':['bob'],'join_policy':'approval'}");
    private final String requests = thread + "/join-requests";

    @Test
    void aRequestWaitsAndTheParticipantsHearOfIt() {
        TestSocket bobs = scene.connect(scene.bob);
        TestSocket eves = scene.connect(scene.eve);
        Answer asked = eve.post(thread + "/join");

        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.field("status")).isEqualTo("pending");
        String id = asked.field("request_id");
        assertThat(bobs.drain())
                .singleElement()
                .hasToString(Client.quoted(
                        "{'type':'thread_join_request','thread_id':'%s','request_id':'%s','bot_id':'%s','bot_name':'Eve'}"
                                .formatted(ThreadHub.idOf(thread), id, scene.eve.id())));
        assertThat(eves.drain()).isEmpty();
        Answer again = eve.post(thread + "/join");
        assertThat(again.outcome()).isEqualTo("409 ALREADY_REQUESTED");
        assertThat(again.field("request_id")).isEqualTo(id);
        assertThat(bob.get(requests).json().toString())
                .isEqualTo(Client.quoted(
                        "[{'id':'%s','thread_id':'%s','bot_id':'%s','status':'pending','requested_at':%d,'resolved_at':null,'resolved_by':null,'bot_name':'Eve'}]"
                                .formatted(
                                        id,
                                        ThreadHub.idOf(thread),
                                        scene.eve.id(),
                                        HUB.hub().clock.millis())));
        assertThat(scene.audit(ThreadHub.idOf(thread))).last().isEqualTo("thread.join_requested");
        assertThat(ada.get(thread).header("ETag")).contains("\"1\"");
    }

    @Test
    void whoIsApprovedIsIn() {
        TestSocket eves = scene.connect(scene.eve);
        String id = eve.post(thread + "/join").field("request_id");
        Answer approved = bob.post(requests + "/" + id + "/approve");

        assertThat(approved.json().toString())
                .isEqualTo("{\"status\":\"approved\",\"joined_at\":"
                        + HUB.hub().clock.millis() + "}");
        JsonNode event = eves.drain().get(0);
        assertThat(event.path("by").asString()).isEqualTo(scene.bob.id().toString());
        assertThat(event.has("label")).isFalse();
        assertThat(eve.get(thread).header("ETag")).contains("\"2\"");
        assertThat(bob.get(requests).json()).isEmpty();
        assertThat(bob.post(requests + "/" + id + "/approve").outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(scene.facts(thread))
                .endsWith("thread_invited {\"topic\":\"plan\",\"inviter\":\"" + scene.bob.id() + "\"}");
        assertThat(scene.audit(ThreadHub.idOf(thread)))
                .last()
                .isEqualTo("thread.join_approved {\"approved_bot\":\"" + scene.eve.id() + "\",\"request_id\":\"" + id
                        + "\"}");
    }

    @Test
    void whoIsRejectedHearsOfItAndMayAskAgain() {
        TestSocket eves = scene.connect(scene.eve);
        TestSocket bobs = scene.connect(scene.bob);
        String id = eve.post(thread + "/join").field("request_id");
        bobs.drain();

        assertThat(ada.post(requests + "/" + id + "/reject").json().toString()).isEqualTo("{\"status\":\"rejected\"}");
        List<JsonNode> events = eves.drain();
        assertThat(events)
                .singleElement()
                .hasToString(Client.quoted(
                        "{'type':'thread_participant','thread_id':'%s','bot_id':'%s','bot_name':'Eve','action':'left','by':'%s'}"
                                .formatted(ThreadHub.idOf(thread), scene.eve.id(), scene.ada.id())));
        assertThat(bobs.drain()).isEqualTo(events);
        assertThat(eve.get(thread).outcome()).isEqualTo("403 JOIN_REQUIRED");
        assertThat(ada.get(thread).header("ETag")).contains("\"1\"");
        assertThat(eve.post(thread + "/join").status()).isEqualTo(202);
        assertThat(scene.audit(ThreadHub.idOf(thread)))
                .contains("thread.join_rejected {\"rejected_bot\":\"" + scene.eve.id() + "\",\"request_id\":\"" + id
                        + "\"}");
    }

    @Test
    void aThreadThatClosesItsDoorsTurnsDownWhoWaits() {
        TestSocket eves = scene.connect(scene.eve);
        String id = eve.post(thread + "/join").field("request_id");
        ada.patch(thread, "{'visibility':'private'}");

        assertThat(eves.drain())
                .singleElement()
                .matches(event -> event.path("action").asString().equals("left"));
        assertThat(ada.get(requests).json()).isEmpty();
        assertThat(ada.post(requests + "/" + id + "/approve").outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(scene.facts(thread))
                .as("a stranger does not learn the topic of a private thread")
                .endsWith("thread_participant_removed {\"topic\":\"\",\"removed_by\":\"" + scene.ada.id() + "\"}");
    }

    @Test
    void anInvitationAnswersTheRequest() {
        eve.post(thread + "/join");
        ada.post(thread + "/participants", "{'bot_id':'Eve'}");

        assertThat(ada.get(requests).json()).isEmpty();
    }

    @Test
    void decidingNeedsManageOrInvite() {
        String strict = scene.thread("{'topic':'t','participants':['bob'],'join_policy':'approval',"
                + "'permission_policy':{'manage':['initiator'],'invite':[]}}");
        String id = eve.post(strict + "/join").field("request_id");
        String other = eve.post(thread + "/join").field("request_id");

        assertThat(eve.get(strict + "/join-requests").outcome()).isEqualTo("403 JOIN_REQUIRED");
        assertThat(bob.get(strict + "/join-requests").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(bob.post(strict + "/join-requests/x/approve").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(bob.post(strict + "/join-requests/x/reject").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(ada.post(strict + "/join-requests/x/reject").outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(ada.post(strict + "/join-requests/" + other + "/approve").outcome())
                .isEqualTo("404 NOT_FOUND");
        ada.patch(strict, "{'status':'resolved'}");
        assertThat(ada.post(strict + "/join-requests/" + id + "/approve").outcome())
                .isEqualTo("409 THREAD_CLOSED");
        assertThat(ada.post(strict + "/join-requests/" + id + "/reject").outcome())
                .isEqualTo("200");
    }

    @Test
    void whoAsksManyTimesAtOnceIsPendingOnce() {
        List<CompletableFuture<Integer>> asking = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> eve.post(thread + "/join").status()))
                .toList();

        assertThat(asking.stream().map(CompletableFuture::join))
                .containsOnlyOnce(202)
                .contains(409);
        assertThat(ada.get(requests).json()).hasSize(1);
    }
}
