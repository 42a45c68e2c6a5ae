package dev.parley.server.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.testing.Api.Answer;
import dev.parley.server.testing.TestSocket;
import dev.parley.server.thread.Client;
import dev.parley.server.thread.ThreadHub;
import dev.parley.server.thread.ThreadHub.Scene;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ArtifactRoutesTest {

    @RegisterExtension
    static final ThreadHub HUB = new ThreadHub();

    private final Scene scene = HUB.scene();
    private final Client ada = scene.as(scene.ada);
    private final Client bob = scene.as(scene.bob);
    private final Client eve = scene.as(scene.eve);
    private final String thread = scene.threadWithBob();
    private final String artifacts = thread + "/artifacts";

    @Test
    void aNewArtifactIsItsFirstVersion() {
        TestSocket bobs = scene.connect(scene.bob);
        TestSocket eves = scene.connect(scene.eve);
        HUB.hub().clock.advance(Duration.ofSeconds(1));
        Answer added = ada.post(
                artifacts,
                "{'artifact_key':'a.b','type':'code','title':'T','content':'x','language':'java','url':null}");

        long now = HUB.hub().clock.millis();
        assertThat(added.json().toString())
                .isEqualTo(Client.quoted(
                        "{'id':'%s','thread_id':'%s','artifact_key':'a.b','type':'code','title':'T','content':'x','language':'java','url':null,'mime_type':null,'contributor_id':'%s','version':1,'format_warning':false,'created_at':%d,'updated_at':%d}"
                                .formatted(added.field("id"), ThreadHub.idOf(thread), scene.ada.id(), now, now)));
        assertThat(bobs.drain())
                .singleElement()
                .hasToString("{\"type\":\"thread_artifact\",\"thread_id\":\"" + ThreadHub.idOf(thread)
                        + "\",\"artifact\":" + added.json() + ",\"action\":\"added\"}");
        assertThat(eves.drain()).isEmpty();
        assertThat(scene.audit(added.field("id")))
                .containsExactly(Client.quoted("artifact.add {'thread_id':'%s','artifact_key':'a.b','version':1}"
                        .formatted(ThreadHub.idOf(thread))));
        assertThat(scene.facts(thread)).endsWith("thread_artifact_added {\"artifact_key\":\"a.b\",\"version\":1}");
        JsonNode after = ada.get(thread).json();
        assertThat(after.path("last_activity_at").asLong()).isEqualTo(now);
        assertThat(after.path("revision").asInt()).isEqualTo(1);
    }

    @Test
    void anUpdateIsTheNextVersionAndKeepsWhatItDoesNotName() {
        ada.post(
                artifacts,
                "{'artifact_key':'a','type':'code','title':'T','content':'1','language':'c','mime_type':'m'}");
        TestSocket adas = scene.connect(scene.ada);
        Answer second = bob.patch(artifacts + "/a", "{'content':'2'}");

        assertThat(second.field("version")).isEqualTo("2");
        assertThat(second.field("type")).isEqualTo("code");
        assertThat(second.field("title")).isEqualTo("T");
        assertThat(second.field("language")).isEqualTo("c");
        assertThat(second.field("mime_type")).isEqualTo("m");
        assertThat(second.field("contributor_id")).isEqualTo(scene.bob.id().toString());
        assertThat(adas.drain())
                .singleElement()
                .matches(event -> event.path("action").asString().equals("updated"));
        assertThat(ada.patch(artifacts + "/a", "{'content':'','title':null}").field("title"))
                .isNull();
        assertThat(ada.get(artifacts).json()).hasSize(1);
        assertThat(ada.get(artifacts + "/a/versions").json()).hasSize(3);
        assertThat(ada.get(artifacts + "/b/versions").json()).isEmpty();
        assertThat(ada.get(artifacts + "/b!/versions").outcome()).isEqualTo("400 VALIDATION_ERROR");
    }

    @Test
    void whatShouldBeJsonIsRepairedOrKeptAsTextWithAWarning() {
        Answer repaired = ada.post(artifacts, "{'artifact_key':'a','type':'json','content':'[1,]'}");
        Answer broken = ada.patch(artifacts + "/a", "{'content':'[1'}");
        Answer again = ada.patch(artifacts + "/a", "{'content':'[2]'}");

        assertThat(repaired.field("content")).isEqualTo("[1]");
        assertThat(broken.field("type")).isEqualTo("text");
        assertThat(broken.field("content")).isEqualTo("[1");
        assertThat(broken.field("format_warning")).isEqualTo("true");
        assertThat(again.field("type")).isEqualTo("json");
        assertThat(again.field("format_warning")).isEqualTo("false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'artifact_key':''}",
                "{'artifact_key':'a b'}",
                "{'artifact_key':'a','type':'video'}",
                "{'artifact_key':'a','title':1}",
                "{'artifact_key':'a','content':{}}",
                "{'artifact_key':'a','language':1}",
                "{'artifact_key':'a','url':1}",
                "{'artifact_key':'a','mime_type':1}"
            })
    void whatIsWrongWithAnArtifactIsRefused(String json) {
        assertThat(ada.post(artifacts, json).outcome()).isEqualTo("400 VALIDATION_ERROR");
    }

    @Test
    void updatesAreCheckedInOrder() {
        assertThat(ada.patch(artifacts + "/a!", "{'content':1}").outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(ada.patch(artifacts + "/a", "{'title':'x'}").outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(ada.patch(artifacts + "/a", "{'content':'x','title':1}").outcome())
                .isEqualTo("400 VALIDATION_ERROR");
        assertThat(ada.patch(artifacts + "/a", "{'content':'x'}").outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(ada.post(artifacts, "{'artifact_key':'a','type':7}").field("type"))
                .isEqualTo("text");
        assertThat(ada.post(artifacts, "{'artifact_key':'a'}").outcome()).isEqualTo("409 CONFLICT");
    }

    @Test
    void gateAndPermissionComeFirst() {
        String strict =
                scene.thread("{'topic':'t','participants':['bob'],'permission_policy':{'write':['initiator']}}");

        assertThat(eve.post(artifacts, "{}").outcome()).isEqualTo("403 JOIN_REQUIRED");
        assertThat(eve.get(artifacts).outcome()).isEqualTo("403 JOIN_REQUIRED");
        assertThat(eve.get(artifacts + "/b!/versions").outcome()).isEqualTo("403 JOIN_REQUIRED");
        assertThat(bob.post(strict + "/artifacts", "{}").outcome()).isEqualTo("403 WRITE_PERMISSION_DENIED");
        assertThat(bob.patch(strict + "/artifacts/a!", "{}").outcome()).isEqualTo("403 WRITE_PERMISSION_DENIED");
        assertThat(scene.audit(ThreadHub.idOf(strict))).endsWith("thread.write_denied", "thread.write_denied");
        ada.patch(thread, "{'status':'resolved'}");
        assertThat(ada.post(artifacts, "{}").outcome()).isEqualTo("409 THREAD_CLOSED");
        assertThat(ada.get(artifacts).outcome()).isEqualTo("200");
    }

    @Test
    void aKeyThatIsAddedManyTimesAtOnceIsTakenOnce() {
        List<CompletableFuture<String>> adding = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> ada.post(artifacts, "{'artifact_key':'a','content':'" + i + "'}")
                                .outcome()))
                .toList();

        assertThat(adding.stream().map(CompletableFuture::join))
                .containsOnlyOnce("200")
                .filteredOn("409 CONFLICT"::equals)
                .hasSize(7);
    }

    @Test
    void updatesAtOnceBecomeVersionsInARow() {
        ada.post(artifacts, "{'artifact_key':'a'}");
        List<CompletableFuture<String>> updating = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> ada.patch(artifacts + "/a", "{'content':'x'}").field("version")))
                .toList();

        assertThat(updating.stream().map(CompletableFuture::join))
                .containsExactlyInAnyOrder("2", "3", "4", "5", "6", "7", "8", "9");
    }
}
