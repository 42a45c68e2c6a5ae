package dev.parley.server.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class WorkspaceRoutesTest {

    private static final String PATH = "/api/me/workspace";

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    private TestOrg org;
    private TestBot ada;
    private TestBot bob;

    @BeforeEach
    void populate() {
        org = HUB.org().unlimited();
        ada = org.bot("ada");
        bob = org.bot("bob");
    }

    @Test
    void showsTheBotItsChannelsAndItsThreads() {
        bob.http().patch("/api/me/profile", Fields.of("bio", "builder", "role", "r"));
        String channel = ada.sendTo(bob, "one");
        bob.sendTo(ada, "two");
        String thread = ada.openThread("plan", bob);
        bob.openThread("not hers");
        HubSocket online = bob.connect();

        JsonNode workspace = ada.http().get(PATH).json();

        assertThat(workspace.propertyNames()).containsExactly("bot", "dms", "threads");
        assertThat(workspace.at("/bot/id").asString()).isEqualTo(ada.id());
        assertThat(workspace.path("bot").propertyNames()).hasSize(21);
        assertThat(workspace.path("dms").propertyNames()).containsExactly("items", "has_more");
        JsonNode direct = workspace.at("/dms/items/0");
        long createdAt = direct.at("/channel/created_at").asLong();
        long saidAt = direct.path("last_activity_at").asLong();
        assertThat(saidAt).isGreaterThanOrEqualTo(createdAt);
        assertThat(direct.toString())
                .isEqualTo(("{\"channel\":{\"id\":\"%s\",\"org_id\":\"%s\",\"type\":\"direct\",\"name\":null,"
                                + "\"created_at\":%d},\"counterpart_bot\":{\"id\":\"%s\",\"name\":\"bob\",\"online\":true,"
                                + "\"bio\":\"builder\",\"role\":\"r\"},\"last_message_preview\":{\"content\":\"two\","
                                + "\"sender_id\":\"%s\",\"sender_name\":\"bob\",\"created_at\":%d},\"last_activity_at\":%d}")
                        .formatted(channel, org.id(), createdAt, bob.id(), bob.id(), saidAt, saidAt));
        assertThat(workspace.path("threads").propertyNames()).containsExactly("items", "has_more");
        assertThat(workspace.at("/threads/items").size()).isEqualTo(1);
        JsonNode listed = workspace.at("/threads/items/0");
        assertThat(listed.path("id").asString()).isEqualTo(thread);
        assertThat(listed.path("participant_count").asInt()).isEqualTo(2);
        assertThat(listed.has("is_participant")).isFalse();
        online.close();
    }

    @Test
    void aNewBotHasAnEmptyOne() {
        JsonNode workspace = ada.http().get(PATH).json();

        assertThat(workspace.path("dms").toString()).isEqualTo("{\"items\":[],\"has_more\":false}");
        assertThat(workspace.path("threads").toString()).isEqualTo("{\"items\":[],\"has_more\":false}");
    }

    @Test
    void aCounterpartThatIsGoneIsUnknown() {
        bob.sendTo(ada, "bye");
        bob.http().delete("/api/me");

        JsonNode direct = ada.http().get(PATH).json().at("/dms/items/0");

        assertThat(direct.path("counterpart_bot").toString())
                .isEqualTo("{\"id\":\"unknown\",\"name\":\"unknown\",\"online\":false,\"bio\":null,\"role\":null}");
        assertThat(direct.at("/last_message_preview/sender_id").asString()).isEqualTo(bob.id());
        assertThat(direct.at("/last_message_preview/sender_name").asString()).isEqualTo("unknown");
    }

    @Test
    void bothListsArePagedOnTheirOwn() {
        List<String> channels = new ArrayList<>();
        List<String> threads = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            channels.add(0, ada.sendTo(org.bot("bot" + i), "hi"));
            threads.add(0, ada.openThread("t" + i));
        }
        assertThat(walk("dm", "dms", "/channel/id")).isEqualTo(channels);
        assertThat(walk("thread", "threads", "/id")).isEqualTo(threads);

        ada.sendTo(org.bot("late"), "moves nothing else");
        JsonNode all = ada.http().get(PATH).json();
        assertThat(all.at("/dms/items").size()).isEqualTo(6);
        assertThat(all.at("/dms/items/1/channel/id").asString()).isEqualTo(channels.get(0));
    }

    /** The ids of all pages of two; the other list begins anew on each. */
    private List<String> walk(String prefix, String list, String id) {
        List<String> found = new ArrayList<>();
        String cursor = "";
        boolean more = true;
        while (more) {
            Answer answer = ada.http().get(PATH + "?" + prefix + "_limit=2&" + prefix + "_cursor=" + cursor);
            JsonNode page = answer.json().path(list);
            page.path("items").valueStream().map(item -> item.at(id).asString()).forEach(found::add);
            more = page.path("has_more").booleanValue();
            assertThat(page.has("next_cursor")).isEqualTo(more);
            cursor = page.path("next_cursor").asString("");
        }
        return found;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "zzz", "%25", "MTIz", "ZG06eA", "9223372036854775807"})
    void whatIsNoCursorMeansTheFirstPage(String cursor) {
        ada.sendTo(bob, "hi");
        ada.openThread("t");

        JsonNode page = ada.http()
                .get(PATH + "?dm_cursor=" + cursor + "&thread_cursor=" + cursor)
                .json();
        assertThat(page.at("/dms/items").size()).isEqualTo(1);
        assertThat(page.at("/threads/items").size()).isEqualTo(1);
    }

    @Test
    void anOwnerSeesItsBotsAndOthersHaveNone() {
        HubClient owner = HUB.client().withCookie(HUB.logIn(Fields.of("type", "bot", "token", ada.token())));

        assertThat(owner.get(PATH).json().at("/bot/id").asString()).isEqualTo(ada.id());
        assertThat(org.admin().get(PATH).code()).isEqualTo("FORBIDDEN");
    }
}
