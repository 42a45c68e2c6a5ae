package dev.parley.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SearchRoutesTest {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    private final TestOrg org = HUB.org();
    private final TestBot ada = org.adminBot("ada");
    private final TestBot bob = org.bot("bob");
    private final String thread = ada.openThread("Release 部署", bob);

    @Test
    void aMessageIsShownWithItsThreadAndSender() {
        JsonNode sent = say(bob, "Deployment FAILED");
        JsonNode answer = search(org.admin(), "failed").json();

        assertThat(answer.propertyNames()).containsExactly("messages");
        assertThat(answer.path("messages")).hasSize(1);
        JsonNode found = answer.path("messages").get(0);
        assertThat(found.propertyNames())
                .containsExactly("message_id", "thread_id", "thread_topic", "sender_name", "content", "created_at");
        assertThat(found.path("message_id")).isEqualTo(sent.path("id"));
        assertThat(found.path("thread_id").asString()).isEqualTo(thread);
        assertThat(found.path("thread_topic").asString()).isEqualTo("Release 部署");
        assertThat(found.path("sender_name").asString()).isEqualTo("bob");
        assertThat(found.path("content").asString()).isEqualTo("Deployment FAILED");
        assertThat(found.path("created_at")).isEqualTo(sent.path("created_at"));
    }

    @Test
    void aSenderWhoIsGoneHasNoName() {
        say(bob, "farewell");
        bob.http().delete("/api/me");

        assertThat(search(org.admin(), "farewell")
                        .json()
                        .path("messages")
                        .get(0)
                        .path("sender_name")
                        .isNull())
                .isTrue();
    }

    @Test
    void twentyAreShownNewestFirst() {
        IntStream.range(0, 22).forEach(i -> say(ada, "status " + i));

        assertThat(contents("status"))
                .isEqualTo(IntStream.range(2, 22)
                        .mapToObj(i -> "status " + (23 - i))
                        .toList());
    }

    @Test
    void everyTextIsFoundLiterallyAndWhateverTheCase() {
        say(ada, "100% of a_b und STRAẞE 失敗 😀");

        for (String part : List.of("0%", "a_b", "straße", "失敗", "😀", "敗 😀", "OF A")) {
            assertThat(contents(part)).as(part).hasSize(1);
        }
        for (String part : List.of("0_", "a%b", "strasse", "敗失", "\u0000\u0000")) {
            assertThat(contents(part)).as(part).isEmpty();
        }
    }

    @Test
    void directMessagesAndTopicsAreNotFound() {
        ada.sendTo(bob, "between us");

        assertThat(contents("between us")).isEmpty();
        assertThat(contents("Release")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "q=", "q=%20%20a%20", "q=%E5%A4%B1", "Q=status"})
    void lessThanTwoCharactersFindNothing(String query) {
        say(ada, "a 失 status");
        Answer answer = org.admin().get("/api/org/search?" + query);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().toString()).isEqualTo("{\"messages\":[]}");
    }

    @Test
    void aTextThatIsTooLongIsRefused() {
        say(ada, "x".repeat(300));
        Answer refused = search(org.admin(), "x".repeat(201));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("VALIDATION_ERROR");
        assertThat(refused.json().path("error").asString()).contains("q too long");
        assertThat(contents("x".repeat(200) + "  ")).hasSize(1);
    }

    @Test
    void onlyThoseWhoAdministerTheOrganisationSearch() {
        say(ada, "status");

        assertThat(search(ada.http(), "status").json().path("messages")).hasSize(1);
        assertThat(search(bob.http(), "status").code()).isEqualTo("FORBIDDEN");
        assertThat(search(HUB.client(), "status").status()).isEqualTo(401);
        assertThat(search(HUB.operator(), "status").code()).isEqualTo("ORG_CONTEXT_REQUIRED");
        assertThat(search(HUB.org().admin(), "status").json().path("messages")).isEmpty();
    }

    @Test
    void topicsAreSearchedWithTheSameIndex() {
        String renamed = ada.openThread("first name", bob);
        assertThat(topics(bob, "scope=org&q=FIRST")).containsExactly(renamed);
        ada.http().patch("/api/threads/" + renamed, Fields.of("topic", "second name"));

        assertThat(topics(bob, "scope=org&q=first")).isEmpty();
        assertThat(topics(bob, "scope=org&q=second")).containsExactly(renamed);
        assertThat(topics(bob, "q=second")).containsExactly(renamed);
        assertThat(topics(bob, "q=%E9%83%A8%E7%BD%B2")).containsExactly(thread);
        assertThat(topics(bob, "q=%E7%BD%B2")).containsExactly(thread);
        assertThat(topics(bob, "q=%E7%BD%B2&status=resolved")).isEmpty();
        assertThat(topics(bob, "q=%25")).isEmpty();
        ada.http().post("/api/threads", Fields.of("topic", "hidden name", "visibility", "private"));
        assertThat(topics(bob, "scope=org&q=name")).containsExactly(renamed);
        assertThat(topics(ada, "scope=org&q=name")).hasSize(2);
    }

    private JsonNode say(TestBot bot, String content) {
        Answer answer = bot.http().post("/api/threads/" + thread + "/messages", Fields.of("content", content));
        assertThat(answer.status()).isEqualTo(200);
        return answer.json();
    }

    private static Answer search(HubClient caller, String text) {
        return caller.get("/api/org/search?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    }

    private List<String> contents(String text) {
        return StreamSupport.stream(
                        search(org.admin(), text).json().path("messages").spliterator(), false)
                .map(message -> message.path("content").asString())
                .toList();
    }

    private static List<String> topics(TestBot bot, String query) {
        JsonNode page = bot.http().get("/api/threads?" + query).json();
        return StreamSupport.stream(page.path("items").spliterator(), false)
                .map(item -> item.path("id").asString())
                .toList();
    }
}
