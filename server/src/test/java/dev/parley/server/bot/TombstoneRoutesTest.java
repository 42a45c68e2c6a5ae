package dev.parley.server.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class TombstoneRoutesTest {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    private final TestOrg org = HUB.org();
    private final String path = "/api/orgs/" + org.id() + "/tombstones";

    @Test
    void aNameIsTakenAgainWhenItsTombstoneIsCleared() {
        bury("alice");
        assertThat(outcome(register("alice"))).isEqualTo("409 NAME_TOMBSTONED");

        Answer cleared = org.admin().delete(path + "/alice");

        assertThat(cleared.status()).isEqualTo(200);
        assertThat(cleared.json().propertyNames()).containsExactly("ok", "message");
        assertThat(cleared.json().path("ok").asBoolean()).isTrue();
        assertThat(outcome(org.admin().delete(path + "/alice"))).isEqualTo("404 NOT_FOUND");
        assertThat(register("alice").status()).isEqualTo(200);
    }

    @Test
    void theAuditLogTellsWhoClearedIt() {
        bury("alice");
        bury("bob");
        org.admin().delete(path + "/alice");
        HUB.operator().delete(path + "/bob");

        assertThat(audit())
                .anyMatch(row -> row.contains("alice") && row.contains("\"cleared_by_role\":\"org_admin\""))
                .anyMatch(row -> row.contains("bob") && row.contains("\"cleared_by_role\":\"super_admin\""))
                .allMatch(row -> row.matches(".*\"cleared_by_session\":\"[0-9a-f]{16}\".*"));
    }

    private Iterable<String> audit() {
        return HUB.dump().entrySet().stream()
                .filter(table -> table.getKey().equalsIgnoreCase("audit_log"))
                .flatMap(table -> table.getValue().stream())
                .filter(row -> row.contains("bot.tombstone_cleared") && row.contains(org.id()))
                .toList();
    }

    @Test
    void theListIsPagedByName() {
        for (String name : new String[] {"carol", "alice", "bob"}) {
            bury(name);
        }

        JsonNode first = org.admin().get(path + "?limit=2").json();
        JsonNode rest = HUB.operator()
                .get(path + "?limit=2&cursor=" + first.path("next_cursor").asString())
                .json();

        assertThat(first.path("items").findValuesAsString("name")).containsExactly("alice", "bob");
        assertThat(first.path("items").get(0).propertyNames()).containsExactly("name", "deleted_at");
        assertThat(first.path("has_more").asBoolean()).isTrue();
        assertThat(rest.path("items").findValuesAsString("name")).containsExactly("carol");
        assertThat(rest.path("has_more").asBoolean()).isFalse();
        assertThat(rest.has("next_cursor")).isFalse();
    }

    @Test
    void onlyPeopleWhoAdministerTheOrgMayClearOne() {
        bury("alice");
        TestBot admin = org.adminBot("admin");
        HubClient owner = HUB.client().withCookie(HUB.logIn(Fields.of("type", "bot", "token", admin.token())));
        String unknown = "/api/orgs/00000000-0000-7000-8000-000000000000/tombstones/alice";

        assertThat(outcome(admin.http().delete(path + "/alice"))).isEqualTo("403 HUMAN_SESSION_REQUIRED");
        assertThat(outcome(admin.http().delete(unknown))).isEqualTo("403 HUMAN_SESSION_REQUIRED");
        assertThat(outcome(owner.delete(path + "/alice"))).isEqualTo("403 HUMAN_SESSION_REQUIRED");
        assertThat(outcome(admin.http().get(path))).isEqualTo("403 HUMAN_SESSION_REQUIRED");
        assertThat(outcome(HUB.org().admin().delete(path + "/alice"))).isEqualTo("403 FORBIDDEN");
        assertThat(outcome(HUB.org().admin().get(path))).isEqualTo("403 FORBIDDEN");
        assertThat(outcome(org.admin().delete(unknown))).isEqualTo("404 NOT_FOUND");
        assertThat(outcome(HUB.operator().delete("/api/orgs/no-id/tombstones/alice")))
                .isEqualTo("404 NOT_FOUND");
        assertThat(outcome(HUB.client().delete(path + "/alice"))).isEqualTo("401 AUTH_REQUIRED");
        assertThat(outcome(register("alice"))).isEqualTo("409 NAME_TOMBSTONED");
    }

    private void bury(String name) {
        assertThat(org.bot(name).http().delete("/api/me").status()).isEqualTo(200);
    }

    private Answer register(String name) {
        return HUB.client()
                .post("/api/auth/register", Fields.of("org_id", org.id(), "org_secret", org.secret(), "name", name));
    }

    private static String outcome(Answer answer) {
        return (answer.status() + " " + answer.code()).strip();
    }
}
