package dev.parley.server.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.testing.Api.Answer;
import dev.parley.server.testing.TestSocket;
import dev.parley.server.thread.ThreadHub.Scene;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ThreadPatchTest {

    @RegisterExtension
    static final ThreadHub HUB = new ThreadHub();

    private final Scene scene = HUB.scene();
    private final Client ada = scene.as(scene.ada);
    private final Client bob = scene.as(scene.bob);
    private final String thread = scene.threadWithBob();

    @Test
    void everyGroupOfFieldsIsARevisionAndOneEventTellsOfAll() {
        TestSocket bobs = scene.connect(scene.bob);
        HUB.hub().clock.advance(Duration.ofSeconds(1));
        Answer answer = ada.patch(
                thread,
                "{'status':'resolved','context':[1],'topic':' new ','permission_policy':{'write':[]},"
                        + "'visibility':'private','join_policy':'open'}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("ETag")).contains("\"6\"");
        JsonNode after = answer.json();
        assertThat(after.path("revision").asInt()).isEqualTo(6);
        assertThat(after.path("topic").asString()).isEqualTo("new");
        assertThat(after.path("context").asString()).isEqualTo("[1]");
        assertThat(after.path("permission_policy").asString()).isEqualTo("{\"write\":[]}");
        assertThat(after.path("join_policy").asString()).isEqualTo("invite_only");
        assertThat(after.path("resolved_at")).isEqualTo(after.path("updated_at"));
        assertThat(after.path("updated_at").asLong())
                .isEqualTo(after.path("created_at").asLong() + 1000);
        assertThat(after.path("last_activity_at")).isEqualTo(after.path("created_at"));

        List<JsonNode> events = bobs.drain();
        assertThat(events).hasSize(1);
        assertThat(events.get(0).path("type").asString()).isEqualTo("thread_updated");
        assertThat(events.get(0).path("thread")).isEqualTo(after);
        assertThat(events.get(0).path("changes").toString())
                .isEqualTo("[\"status\",\"resolved_at\",\"context\",\"topic\",\"permission_policy\",\"visibility\","
                        + "\"join_policy\"]");
        assertThat(scene.audit(ThreadHub.idOf(thread)))
                .endsWith(
                        "thread.status_changed {\"from\":\"active\",\"to\":\"resolved\",\"close_reason\":null}",
                        "thread.visibility_changed {\"from\":\"public\",\"to\":\"private\"}",
                        "thread.join_policy_changed {\"from\":\"open\",\"to\":\"invite_only\"}");
    }

    @Test
    void aWriteOfTheSameSettingsIsARevisionWithoutChanges() {
        TestSocket bobs = scene.connect(scene.bob);
        Answer answer = ada.patch(thread, "{'visibility':'public'}");

        assertThat(answer.json().path("revision").asInt()).isEqualTo(2);
        assertThat(bobs.drain().get(0).path("changes")).isEmpty();
        assertThat(scene.audit(ThreadHub.idOf(thread))).hasSize(1);
    }

    @Test
    void nullClearsContextAndPolicy() {
        ada.patch(thread, "{'context':'x','permission_policy':{}}");
        Answer cleared = ada.patch(thread, "{'context':null,'permission_policy':null}");

        assertThat(cleared.field("context")).isNull();
        assertThat(cleared.field("permission_policy")).isNull();
        assertThat(cleared.json().path("revision").asInt()).isEqualTo(5);
    }

    @Test
    void closingTakesAReasonThatReopeningTakesAway() {
        Answer closed = ada.patch(thread, "{'status':'closed','close_reason':'error'}");
        assertThat(closed.field("close_reason")).isEqualTo("error");
        assertThat(ada.patch(thread, "{'topic':'x'}").outcome()).isEqualTo("409 THREAD_CLOSED");
        assertThat(ada.post(thread + "/messages", "{'content':'x'}").outcome()).isEqualTo("409 THREAD_CLOSED");
        assertThat(ada.get(thread).status()).isEqualTo(200);

        Answer open = ada.patch(thread, "{'status':'active','topic':'x'}");
        assertThat(open.field("close_reason")).isNull();
        assertThat(open.field("resolved_at")).isNull();
        assertThat(open.json().path("revision").asInt()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "blocked, resolved, 400 VALIDATION_ERROR",
        "blocked, blocked, 400 VALIDATION_ERROR",
        "blocked, active, 200",
        "reviewing, resolved, 200",
        "resolved, reviewing, 400 VALIDATION_ERROR",
        "resolved, active, 200"
    })
    void theStatusTakesAllowedStepsOnly(String from, String to, String outcome) {
        ada.patch(thread, "{'status':'" + from + "'}");
        assertThat(ada.patch(thread, "{'status':'" + to + "'}").outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'tags':['x']}",
                "{'topic':' '}",
                "{'topic':null}",
                "{'status':'open'}",
                "{'status':null}",
                "{'status':'closed'}",
                "{'status':'closed','close_reason':'bored'}",
                "{'status':'active','close_reason':'manual'}",
                "{'close_reason':'manual'}",
                "{'visibility':null}",
                "{'visibility':'x'}",
                "{'join_policy':'x'}",
                "{'permission_policy':{'write':'*'}}"
            })
    void whatIsWrongWithARequestIsRefusedAndNothingIsChanged(String json) {
        assertThat(ada.patch(thread, json).outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(ada.get(thread).header("ETag")).contains("\"1\"");
    }

    @Test
    void aPatchIsAppliedWholeOrNotAtAll() {
        Answer refused = ada.patch(thread, "{'topic':'new','visibility':'members','status':'active'}");

        assertThat(refused.outcome()).isEqualTo("400 VALIDATION_ERROR");
        JsonNode after = ada.get(thread).json();
        assertThat(after.path("topic").asString()).isEqualTo("plan");
        assertThat(after.path("visibility").asString()).isEqualTo("public");
        assertThat(after.path("revision").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "1, 200",
                "\"1\", 200",
                "2, 409 REVISION_CONFLICT",
                "*, 400 VALIDATION_ERROR",
                "W/\"1\", 400 VALIDATION_ERROR",
                "\"1, 400 VALIDATION_ERROR",
                "1.0, 400 VALIDATION_ERROR"
            })
    void theRevisionExpectedGuardsEveryField(String ifMatch, String outcome) {
        assertThat(ada.with("If-Match", ifMatch)
                        .patch(thread, "{'visibility':'members'}")
                        .outcome())
                .isEqualTo(outcome);
    }

    @Test
    void ofTwoWhoExpectTheSameRevisionOneIsRefused() {
        List<CompletableFuture<String>> patches = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> ada.with("If-Match", "1")
                        .patch(thread, "{'topic':'t" + i + "'}")
                        .outcome()))
                .toList();

        assertThat(patches.stream().map(CompletableFuture::join))
                .containsOnlyOnce("200")
                .filteredOn("409 REVISION_CONFLICT"::equals)
                .hasSize(7);
        assertThat(ada.get(thread).header("ETag")).contains("\"2\"");
    }

    @Test
    void settingsNeedManageWhichOnlyTheInitiatorHasByDefault() {
        assertThat(bob.patch(thread, "{'visibility':'x'}").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(bob.patch(thread, "{'topic':'x'}").outcome()).isEqualTo("200");
        assertThat(scene.audit(ThreadHub.idOf(thread)))
                .last()
                .isEqualTo("thread.permission_denied {\"action\":\"manage\"}");
    }

    @Test
    void aListWithoutTheInitiatorBindsTheInitiator() {
        String strict = scene.thread("{'topic':'t','participants':['bob'],"
                + "'permission_policy':{'manage':['lead'],'resolve':[],'close':['initiator']}}");

        assertThat(ada.patch(strict, "{'join_policy':'approval'}").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(ada.patch(strict, "{'status':'resolved'}").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(bob.patch(strict, "{'status':'closed','close_reason':'manual'}")
                        .outcome())
                .isEqualTo("403 FORBIDDEN");
        assertThat(bob.patch(strict, "{'status':'reviewing'}").outcome()).isEqualTo("200");
        assertThat(ada.patch(strict, "{'status':'closed','close_reason':'manual'}")
                        .outcome())
                .isEqualTo("200");
        assertThat(scene.audit(ThreadHub.idOf(strict)))
                .contains(
                        "thread.permission_denied {\"action\":\"resolve\",\"status\":\"resolved\"}",
                        "thread.permission_denied {\"action\":\"close\",\"status\":\"closed\"}");
    }

    @Test
    void theOrderOfRefusalsIsTheContracts() {
        Client stranger = scene.as(scene.eve);
        assertThat(stranger.with("If-Match", "*").patch(thread, "{}").outcome()).isEqualTo("403 JOIN_REQUIRED");
        ada.patch(thread, "{'status':'resolved'}");
        assertThat(bob.patch(thread, "{'visibility':'x','topic':''}").outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(ada.patch(thread, "{'visibility':'x','topic':''}").outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(ada.patch(thread, "{'topic':''}").outcome()).isEqualTo("409 THREAD_CLOSED");
    }

    @Test
    void catchUpTellsOfTheStatusWithTheTopicAsItWas() {
        ada.patch(thread, "{'status':'blocked','topic':'other'}");

        assertThat(scene.facts(thread))
                .endsWith("thread_status_changed {\"topic\":\"plan\",\"from\":\"active\",\"to\":\"blocked\",\"by\":\""
                        + scene.ada.id() + "\"}");
    }
}
