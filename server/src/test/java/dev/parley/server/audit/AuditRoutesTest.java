package dev.parley.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
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

class AuditRoutesTest {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    private TestOrg org;
    private TestBot ada;
    private TestBot bob;
    private String thread;

    @BeforeEach
    void act() {
        org = HUB.org();
        ada = org.adminBot("ada");
        bob = org.bot("bob");
        thread = ada.openThread("topic", bob);
        ada.http().post("/api/threads/" + thread + "/messages", Fields.of("content", "hello"));
        bob.http().post("/api/threads/" + thread + "/messages", Fields.of("content", "hi"));
    }

    @Test
    void rowsAreAnArrayNewestFirst() {
        JsonNode rows = org.admin().get("/api/audit").json();

        assertThat(rows.isArray()).isTrue();
        assertThat(actions(rows))
                .containsExactly(
                        "message.send", "message.send", "thread.create", "bot.register", "bot.register", "auth.login");
        JsonNode created = rows.get(2);
        assertThat(created.propertyNames())
                .containsExactly(
                        "id", "org_id", "bot_id", "action", "target_type", "target_id", "detail", "created_at");
        assertThat(created.path("org_id").asString()).isEqualTo(org.id());
        assertThat(created.path("bot_id").asString()).isEqualTo(ada.id());
        assertThat(created.path("target_id").asString()).isEqualTo(thread);
        assertThat(created.path("detail").toString()).isEqualTo("{\"topic\":\"topic\",\"tags\":null}");
        assertThat(created.path("created_at").isIntegralNumber()).isTrue();
    }

    @Test
    void filtersAreCombined() {
        assertThat(list("action=message.send")).hasSize(2);
        assertThat(list("action=message.send&bot_id=" + bob.id())).hasSize(1);
        assertThat(actions(list("target_id=" + thread))).containsExactly("thread.create");
        assertThat(list("target_type=bot")).hasSize(2);
        assertThat(list("target_type=bot&target_id=" + ada.id() + "&action=")).hasSize(1);
        assertThat(list("action=nothing")).isEmpty();
        assertThat(list("action=%00")).isEmpty();
    }

    @Test
    void sinceIsStrict() {
        JsonNode all = list("");
        long newest = all.get(0).path("created_at").asLong();
        long oldest = all.get(5).path("created_at").asLong();

        assertThat(list("since=" + newest)).isEmpty();
        assertThat(list("since=" + (newest - 1))).isNotEmpty();
        assertThat(list("since=" + (oldest - 1))).hasSize(6);
        assertThat(list("since=0")).hasSize(6);
        assertThat(list("since=-5")).hasSize(6);
        assertThat(list("since=99999999999999999999")).isEmpty();
        Answer refused = org.admin().get("/api/audit?since=yesterday");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.code()).isEqualTo("VALIDATION_ERROR");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1x", "-3"})
    void theLimitIsBroughtIntoItsRange(String limit) {
        assertThat(list("limit=" + limit)).hasSize(1);
        assertThat(list("limit=0")).hasSize(6);
        assertThat(list("limit=100000")).hasSize(6);
    }

    @Test
    void aCursorMakesPagesOfIt() {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = list("limit=4&cursor=" + cursor);
            seen.addAll(ids(page.path("items")));
            assertThat(page.path("has_more").asBoolean()).isEqualTo(page.has("next_cursor"));
            cursor = page.has("next_cursor") ? page.path("next_cursor").asString() : null;
        }

        assertThat(seen).hasSize(6).isEqualTo(ids(list("")));
        assertThat(list("cursor=nonsense").toString()).isEqualTo("{\"items\":[],\"has_more\":false}");
    }

    @Test
    void everyOrganisationSeesItsOwnAndTheOperatorNone() {
        TestOrg other = HUB.org();

        assertThat(actions(other.admin().get("/api/audit").json())).containsExactly("auth.login");
        assertThat(HUB.operator().get("/api/audit").json().toString()).isEqualTo("[]");
        assertThat(ids(ada.http().get("/api/audit").json())).hasSize(6);
        assertThat(bob.http().get("/api/audit").code()).isEqualTo("FORBIDDEN");
    }

    private JsonNode list(String query) {
        HubClient admin = org.admin();
        return admin.get("/api/audit?" + query).json();
    }

    private static List<String> actions(JsonNode rows) {
        return rows.valueStream().map(row -> row.path("action").asString()).toList();
    }

    private static List<String> ids(JsonNode rows) {
        return rows.valueStream().map(row -> row.path("id").asString()).toList();
    }
}
