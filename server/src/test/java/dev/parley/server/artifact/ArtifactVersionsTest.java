package dev.parley.server.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.testing.Api.Answer;
import dev.parley.server.testing.TestSocket;
import dev.parley.server.thread.Client;
import dev.parley.server.thread.ThreadHub;
import dev.parley.server.thread.ThreadHub.Scene;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What an artifact keeps from version to version, and in which order a request is looked at. */
class ArtifactVersionsTest {

    @RegisterExtension
    static final ThreadHub HUB = new ThreadHub();

    private final Scene scene = HUB.scene();
    private final Client ada = scene.as(scene.ada);
    private final String thread = scene.threadWithBob();
    private final String artifacts = thread + "/artifacts";
    private final String artifact = artifacts + "/a";

    /** Each row is wrong in one more field than the one below, and told of the first. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'artifact_key':1,'type':'x','title':1,'content':1,'language':1,'url':1,'mime_type':1}     | artifact_key
            {'artifact_key':'a','type':'x','title':1,'content':1,'language':1,'url':1,'mime_type':1}   | type
            {'artifact_key':'a','title':1,'content':1,'language':1,'url':1,'mime_type':1}              | title
            {'artifact_key':'a','content':1,'language':1,'url':1,'mime_type':1}                        | content
            {'artifact_key':'a','language':1,'url':1,'mime_type':1}                                    | language
            {'artifact_key':'a','url':1,'mime_type':1}                                                 | url
            {'artifact_key':'a','mime_type':1}                                                         | mime_type
            """)
    void aNewArtifactIsToldOfItsFirstFault(String json, String field) {
        ada.post(artifacts, "{'artifact_key':'a'}");

        assertInvalid(ada.post(artifacts, json), field);
        assertThat(ada.post(artifacts, "{'artifact_key':'a'}").outcome()).isEqualTo("409 CONFLICT");
    }

    @Test
    void anUpdateIsToldOfItsFirstFault() {
        assertInvalid(ada.patch(artifacts + "/a!", "{'content':1,'title':1}"), "artifact_key");
        assertInvalid(ada.patch(artifact, "{'content':1,'title':1}"), "content");
        assertInvalid(ada.patch(artifact, "{'content':null,'title':1}"), "content");
        assertInvalid(ada.patch(artifact, "{'content':'x','title':1}"), "title");
        assertThat(ada.patch(artifact, "{'content':'x','title':null}").outcome())
                .isEqualTo("404 NOT_FOUND");
    }

    private static void assertInvalid(Answer answer, String field) {
        assertThat(answer.outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(answer.field("error")).contains(field);
    }

    @Test
    void aTitleIsKeptUnlessItIsNamedAndNullClearsItOverRestOnly() {
        TestSocket socket = scene.connect(scene.ada);
        ada.post(artifacts, "{'artifact_key':'a','title':'T'}");

        assertThat(ada.patch(artifact, "{'content':'2'}").field("title")).isEqualTo("T");
        assertThat(titleAfter(socket, null)).isEqualTo("T");
        assertThat(titleAfter(socket, "U")).isEqualTo("U");
        assertThat(titleAfter(socket, "")).isEmpty();
        assertThat(ada.patch(artifact, "{'content':'2','title':null}").field("title"))
                .isNull();
        assertThat(ada.get(artifact + "/versions").json()).hasSize(6);
    }

    private String titleAfter(TestSocket socket, String title) {
        socket.drain();
        socket.send(
                "artifact_update",
                "thread_id",
                ThreadHub.idOf(thread),
                "artifact_key",
                "a",
                "content",
                "x",
                "title",
                title);
        return socket.next().at("/artifact/title").asString();
    }

    @Test
    void onlyWhatWasMeantAsJsonIsReadAsJson() {
        ada.post(artifacts, "{'artifact_key':'a','type':'code','content':'[1,]'}");
        ada.patch(artifact, "{'content':'[2,]','type':'json'}");

        assertThat(history()).containsExactly("1 code [1,] false", "2 code [2,] false");
    }

    @Test
    void whatBeganAsBrokenJsonMayBecomeJson() {
        ada.post(artifacts, "{'artifact_key':'a','type':'json','content':'{'}");
        ada.patch(artifact, "{'content':'[1,]'}");
        ada.patch(artifact, "{'content':']'}");
        ada.patch(artifact, "{'content':'{}'}");

        assertThat(history()).containsExactly("1 text { true", "2 json [1] false", "3 text ] true", "4 json {} false");
    }

    @Test
    void withoutItsFirstVersionAnArtifactIsOfTheLatestOnesType() {
        ada.post(artifacts, "{'artifact_key':'a','type':'json','content':'{}','language':'l','url':'u'}");
        ada.patch(artifact, "{'content':'['}");
        scene.forgetVersion(thread, 1);

        Answer third = ada.patch(artifact, "{'content':'[1,]'}");

        assertThat(history()).containsExactly("2 text [ true", "3 text [1,] false");
        assertThat(third.field("language")).isEqualTo("l");
        assertThat(third.field("url")).isEqualTo("u");
    }

    @Test
    void anArtifactWithoutVersionsBeginsAnew() {
        ada.post(artifacts, "{'artifact_key':'a','title':'T'}");
        scene.forgetVersion(thread, 1);

        assertThat(ada.patch(artifact, "{'content':'x'}").outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(ada.post(artifacts, "{'artifact_key':'a'}").field("version")).isEqualTo("1");
    }

    /** Number, type, content and warning of every version. */
    private List<String> history() {
        return ada.get(artifact + "/versions")
                .json()
                .valueStream()
                .map(ArtifactVersionsTest::summary)
                .toList();
    }

    private static String summary(JsonNode version) {
        return String.join(
                " ",
                version.path("version").asString(),
                version.path("type").asString(),
                version.path("content").asString(),
                version.path("format_warning").asString());
    }
}
