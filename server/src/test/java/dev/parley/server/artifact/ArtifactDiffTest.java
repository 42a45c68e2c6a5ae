package dev.parley.server.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.testing.Api.Answer;
import dev.parley.server.thread.Client;
import dev.parley.server.thread.ThreadHub;
import dev.parley.server.thread.ThreadHub.Scene;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Versions compared over REST, and artifacts as administrators see them. */
class ArtifactDiffTest {

    @RegisterExtension
    static final ThreadHub HUB = new ThreadHub();

    private final Scene scene = HUB.scene();
    private final Client ada = scene.as(scene.ada);
    private final Client admin = scene.asAdmin();
    private final String artifacts = scene.threadWithBob() + "/artifacts";
    private final String diff = artifacts + "/notes/diff";

    private void threeVersions() {
        ada.post(artifacts, "{'artifact_key':'notes','content':'one'}");
        ada.patch(artifacts + "/notes", "{'content':'two'}");
        ada.patch(artifacts + "/notes", "{'content':'three'}");
    }

    @Test
    void theLastTwoVersionsAreComparedUnlessOthersAreNamed() {
        threeVersions();
        Answer answer = ada.get(diff);

        assertThat(answer.fields())
                .containsExactly("thread_id", "artifact_key", "from", "to", "identical", "coarse", "unified_diff");
        assertThat(answer.field("artifact_key")).isEqualTo("notes");
        assertThat(answer.field("identical")).isEqualTo("false");
        assertThat(answer.field("coarse")).isEqualTo("false");
        assertThat(answer.field("unified_diff")).isEqualTo("""
                        --- notes\tversion 2
                        +++ notes\tversion 3
                        @@ -1,1 +1,1 @@
                        -two
                        \\ No newline at end of file
                        +three
                        \\ No newline at end of file
                        """);
    }

    @ParameterizedTest
    @CsvSource({"'', 2, 3", "?from=1, 1, 3", "?to=2, 1, 2", "?from=3&to=1, 3, 1", "?from=1&to=2, 1, 2"})
    void versionsAreChosen(String query, String from, String to) {
        threeVersions();
        Answer answer = ada.get(diff + query);

        assertThat(answer.field("from")).isEqualTo(from);
        assertThat(answer.field("to")).isEqualTo(to);
    }

    @Test
    void aVersionIsIdenticalToItself() {
        threeVersions();
        Answer answer = ada.get(diff + "?from=2&to=2");

        assertThat(answer.field("identical")).isEqualTo("true");
        assertThat(answer.field("unified_diff")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"?from=4", "?to=9", "?to=1", "?from=1&to=99999999999"})
    void aVersionThatIsNotThereIsNotFound(String query) {
        threeVersions();

        assertThat(ada.get(diff + query).outcome()).isEqualTo("404 NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?from=x", "?from=0", "?to=-1", "?to="})
    void whatIsNoVersionIsRefused(String query) {
        threeVersions();

        assertThat(ada.get(diff + query).outcome()).isEqualTo("400 VALIDATION_ERROR");
    }

    @Test
    void anArtifactThatDoesNotExistOrHasOneVersionIsNotFound() {
        assertThat(ada.get(diff).outcome()).isEqualTo("404 NOT_FOUND");
        ada.post(artifacts, "{'artifact_key':'notes','content':'one'}");
        assertThat(ada.get(diff).outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(ada.get(artifacts + "/a!/diff").outcome()).isEqualTo("400 VALIDATION_ERROR");
    }

    @Test
    void aVersionWithoutContentCannotBeCompared() {
        ada.post(artifacts, "{'artifact_key':'notes','type':'link','url':'https://example.org'}");
        ada.patch(artifacts + "/notes", "{'content':'seen'}");

        assertThat(ada.get(diff).outcome()).isEqualTo("409 CONFLICT");
    }

    @Test
    void theGateComesFirstAndAThreadThatIsOverCanBeRead() {
        threeVersions();
        ada.patch(artifacts.replace("/artifacts", ""), "{'status':'resolved'}");

        assertThat(scene.as(scene.eve).get(diff + "?from=x").outcome()).isEqualTo("403 JOIN_REQUIRED");
        assertThat(ada.get(diff).status()).isEqualTo(200);
    }

    @Test
    void contentsOfAMebibyteAreCompared() {
        ada.post(artifacts, "{'artifact_key':'notes','content':'" + "a\\n".repeat(300_000) + "'}");
        ada.patch(artifacts + "/notes", "{'content':'" + "b\\n".repeat(300_000) + "'}");

        assertThat(ada.get(diff).field("unified_diff"))
                .startsWith("--- notes\tversion 1\n")
                .contains("@@ -1,300000 +1,300000 @@\n-a\n");
    }

    @Test
    void administratorsCompareAndListArtifactsOfEveryThread() {
        threeVersions();
        ada.post(artifacts, "{'artifact_key':'a','content':'x'}");
        ada.post(artifacts, "{'artifact_key':'z','content':'x'}");
        String own = artifacts.replace("/api/", "/api/org/");

        assertThat(admin.get(own + "/notes/diff?from=1").text())
                .isEqualTo(ada.get(diff + "?from=1").text());
        assertThat(admin.get(own + "/notes/versions").text())
                .isEqualTo(ada.get(artifacts + "/notes/versions").text());
        assertThat(admin.get(own + "/notes/diff?from=x").outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(admin.get(own).text()).isEqualTo(ada.get(artifacts).text());
        JsonNode page = admin.get(own + "?limit=2").json();
        assertThat(page.path("items").valueStream().map(item -> item.path("artifact_key")
                        .asString()))
                .containsExactly("a", "notes");
        assertThat(page.at("/items/1/version").asInt()).isEqualTo(3);
        assertThat(page.path("has_more").asBoolean()).isTrue();
        JsonNode next = admin.get(own + "?cursor=" + page.path("next_cursor").asString())
                .json();
        assertThat(next.path("items")).hasSize(1);
        assertThat(next.at("/items/0/artifact_key").asString()).isEqualTo("z");
        assertThat(next.propertyNames()).containsExactlyInAnyOrder("items", "has_more");
        assertThat(admin.get(own + "?cursor=%00").status()).isEqualTo(200);
        assertThat(HUB.scene().asAdmin().get(own).outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(HUB.scene().asAdmin().get(own + "/a!/diff").outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(ada.get(own).outcome()).isEqualTo("403 FORBIDDEN");
    }
}
