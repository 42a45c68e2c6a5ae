package dev.parley.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Two bots and the thread they talk in, begun by ada. */
record Talkers(TestHub hub, TestOrg org, TestBot ada, TestBot bob, String thread) {

    static Talkers in(TestHub hub) {
        return in(hub, "Ship the release");
    }

    static Talkers in(TestHub hub, String topic) {
        TestOrg org = hub.org().unlimited();
        TestBot ada = org.bot("ada");
        TestBot bob = org.bot("bob");
        return new Talkers(hub, org, ada, bob, ada.openThread(topic, bob));
    }

    String path() {
        return "/api/threads/" + thread;
    }

    String orgPath() {
        return "/api/org/threads/" + thread;
    }

    /** Has a bot say something, and answers the message's id. */
    @CanIgnoreReturnValue
    String say(TestBot bot, String content, Object... more) {
        Map<String, Object> body = Fields.of(more);
        body.put("content", content);
        return done(bot.http().post(path() + "/messages", body)).path("id").asString();
    }

    /** Changes the thread as its initiator. */
    void change(Object... namesAndValues) {
        done(ada.http().patch(path(), Fields.of(namesAndValues)));
    }

    void addArtifact(Object... namesAndValues) {
        done(bob.http().post(path() + "/artifacts", Fields.of(namesAndValues)));
    }

    void updateArtifact(String key, String content) {
        done(bob.http().patch(path() + "/artifacts/" + key, Fields.of("content", content)));
    }

    private static JsonNode done(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    /** The thread as it is now. */
    JsonNode now() {
        return done(org.admin().get(orgPath()));
    }

    /** The thread as the owner of ada sees it. */
    ThreadPage asAda(Visit visit) {
        return ThreadPage.of(hub, visit, ada, thread);
    }

    ThreadPage asBob(Visit visit) {
        return ThreadPage.of(hub, visit, bob, thread);
    }

    ThreadPage asAdmin(Visit visit) {
        return ThreadPage.of(hub, visit, org, thread);
    }
}
