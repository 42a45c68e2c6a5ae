package dev.parley.server.org;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.TestDatabase;
import dev.parley.server.auth.Secrets;
import dev.parley.server.testing.Api;
import dev.parley.server.testing.IdentityHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OrgRoutesTest {

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private static IdentityHub hub;

    @BeforeAll
    static void start() {
        hub = IdentityHub.on(H2.database());
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void theOperatorCreatesAnOrgAndIsShownItsSecretOnce() {
        Api operator = hub.superAdmin();

        Api.Answer created = operator.post("/api/orgs", "name", "Acme & Söhne");

        assertThat(created.text())
                .isEqualTo(("{\"id\":\"%s\",\"name\":\"Acme & Söhne\",\"org_secret\":\"%s\","
                                + "\"persist_messages\":true,\"status\":\"active\",\"created_at\":%d}")
                        .formatted(created.field("id"), created.field("org_secret"), hub.clock.millis()));
        assertThat(created.status()).isEqualTo(200);
        assertThat(created.field("org_secret")).matches("[0-9a-f]{48}");
        assertThat(operator.get("/api/orgs").text()).doesNotContain(created.field("org_secret"), "secret");
    }

    @Test
    void messagesArePersistedUnlessTheOrgOrTheServerSaysOtherwise() {
        assertThat(hub.superAdmin()
                        .post("/api/orgs", "name", "a", "persist_messages", false)
                        .field("persist_messages"))
                .isEqualTo("false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\":\"\"}",
                "{\"name\":null}",
                "{\"name\":5}",
                "[]",
                "{\"name\":\"a\",\"persist_messages\":\"yes\"}"
            })
    void anOrgNeedsAName(String body) {
        assertThat(hub.superAdmin().postText("/api/orgs", body).outcome()).isEqualTo("400 VALIDATION_ERROR");
    }

    @Test
    void theOperatorsListCountsAllBots() {
        IdentityHub.NewOrg org = hub.org();
        org.bot("a");
        org.bot("b");
        org.admin().patch("/api/org/settings", "join_approval_required", true);

        JsonNode listed = hub.superAdmin()
                .get("/api/orgs")
                .json()
                .valueStream()
                .filter(item -> item.get("id").asString().equals(org.id))
                .findFirst()
                .orElseThrow();

        assertThat(listed)
                .hasToString(("{\"id\":\"%s\",\"name\":\"acme\",\"persist_messages\":true,\"status\":\"active\","
                                + "\"created_at\":%d,\"join_approval_required\":1,\"bot_count\":2}")
                        .formatted(org.id, hub.clock.millis()));
    }

    @Test
    void nobodyButTheOperatorMayCreateOrListOrgs() {
        IdentityHub.NewOrg org = hub.org();
        for (Api api :
                new Api[] {hub.api(), org.bot("a").api(), org.admin(), hub.api().withToken("x")}) {
            assertThat(api.get("/api/orgs").outcome()).isEqualTo("401 AUTH_REQUIRED");
            assertThat(api.post("/api/orgs", "name", "x").outcome()).isEqualTo("401 AUTH_REQUIRED");
        }
    }

    @Test
    void onlyTheSecretsHashIsKept() {
        IdentityHub.NewOrg org = hub.org();

        assertThat(hub.database
                        .one(
                                "SELECT secret_hash FROM orgs WHERE org_id = $1",
                                row -> row.string("secret_hash"),
                                org.orgId().value())
                        .block())
                .isEqualTo(Secrets.hash(org.secret));
    }

    @Test
    void whoBelongsToAnOrgIsToldWhichOne() {
        IdentityHub.NewOrg org = hub.org();
        String expected = "{\"id\":\"%s\",\"name\":\"acme\",\"status\":\"active\"}".formatted(org.id);

        assertThat(org.bot("a").api().get("/api/org").text()).isEqualTo(expected);
        assertThat(org.admin().get("/api/org").text()).isEqualTo(expected);
        assertThat(hub.superAdmin().get("/api/org").outcome()).isEqualTo("403 FORBIDDEN");
    }
}
