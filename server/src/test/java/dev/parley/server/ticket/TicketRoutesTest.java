package dev.parley.server.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.TestDatabase;
import dev.parley.server.testing.Api;
import dev.parley.server.testing.AuditRow;
import dev.parley.server.testing.IdentityHub;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class TicketRoutesTest {

    private static final String PATH = "/api/org/tickets";

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private static IdentityHub hub;
    private IdentityHub.NewOrg org;
    private Api admin;

    @BeforeAll
    static void start() {
        hub = IdentityHub.on(H2.database());
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @BeforeEach
    void createOrg() {
        org = hub.org();
        admin = org.admin();
    }

    @Test
    void aTicketNeedsNoBody() {
        Api.Answer answer = admin.post(PATH);

        assertThat(answer.text())
                .isEqualTo("{\"ticket\":\"%s\",\"expires_at\":%d,\"reusable\":false,\"skip_approval\":false}"
                        .formatted(answer.field("ticket"), hub.clock.millis() + 1_800_000));
        assertThat(answer.field("ticket")).matches("tkt_[0-9a-f]{16}");
    }

    @ParameterizedTest
    @CsvSource({"60,60000", "1.5,1500", "-1,1800000", "\"60\",1800000", "null,1800000", "true,1800000"})
    void aTicketLastsAsLongAsIsAskedForOrHalfAnHour(String expiresIn, long millis) {
        Api.Answer answer = admin.postText(PATH, "{\"expires_in\":" + expiresIn + "}");

        assertThat(answer.field("expires_at")).isEqualTo(Long.toString(hub.clock.millis() + millis));
    }

    @Test
    void aTicketMayLastForEver() {
        assertThat(admin.post(PATH, "expires_in", 0).field("expires_at")).isEqualTo("0");
        hub.clock.advance(Duration.ofHours(3));

        assertThat(items(admin.get(PATH))).hasSize(1);
        assertThat(admin.postText(PATH, "{\"expires_in\":1e300}").status()).isEqualTo(200);
    }

    @Test
    void onlyTrueIsTrue() {
        Api.Answer answer = admin.post(PATH, "reusable", "true", "skip_approval", 1);

        assertThat(answer.field("reusable")).isEqualTo("false");
        assertThat(answer.field("skip_approval")).isEqualTo("false");
    }

    @Test
    void aListItemTellsEverythingButTheOrg() {
        IdentityHub.NewBot bot = org.bot("admin");
        String code = bot.api()
                .post(PATH, "reusable", true, "skip_approval", true, "expires_in", 0)
                .field("ticket");

        JsonNode item = items(admin.get(PATH)).get(0);

        assertThat(item)
                .hasToString(("{\"id\":\"%s\",\"code\":\"%s\",\"reusable\":true,\"skip_approval\":true,"
                                + "\"expires_at\":0,\"created_by\":\"%s\",\"created_at\":%d}")
                        .formatted(item.get("id").asString(), code, bot.id, hub.clock.millis()));
        admin.post(PATH);
        assertThat(items(admin.get(PATH)).get(0).get("created_by").isNull())
                .as("a person made it")
                .isTrue();
    }

    @Test
    void usedUpAndExpiredTicketsAreNotListed() {
        String used = admin.post(PATH).field("ticket");
        hub.api().post("/api/register", "org_id", org.id, "ticket", used, "name", "a");
        admin.post(PATH, "expires_in", 10);
        String live = admin.post(PATH, "expires_in", 20).field("ticket");
        hub.clock.advance(Duration.ofSeconds(10));

        assertThat(codes(admin.get(PATH))).containsExactly(live);
    }

    @Test
    void listsPageByPageNewestFirst() {
        List<String> made = IntStream.range(0, 5)
                .mapToObj(i -> admin.post(PATH).field("ticket"))
                .toList();

        Api.Answer first = admin.get(PATH + "?limit=2");
        Api.Answer second = admin.get(PATH + "?limit=2&cursor=" + first.field("cursor"));
        Api.Answer third = admin.get(PATH + "?limit=2&cursor=" + second.field("cursor"));

        assertThat(codes(first)).containsExactly(made.get(4), made.get(3));
        assertThat(codes(second)).containsExactly(made.get(2), made.get(1));
        assertThat(codes(third)).containsExactly(made.get(0));
        assertThat(third.fields()).as("no cursor on the last page").containsExactly("items");
        assertThat(admin.get(PATH + "?cursor=nonsense").text()).isEqualTo("{\"items\":[]}");
        assertThat(admin.get(PATH + "?limit=5").fields()).containsExactly("items");
    }

    @Test
    void aTicketIsRevokedByCodeOrById() {
        String code = admin.post(PATH).field("ticket");
        admin.post(PATH);
        String id = items(admin.get(PATH)).get(0).get("id").asString();

        assertThat(admin.delete(PATH + "/" + code).text()).isEqualTo("{\"deleted\":true}");
        assertThat(admin.delete(PATH + "/" + id).text()).isEqualTo("{\"deleted\":true}");

        assertThat(admin.delete(PATH + "/" + code).outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(items(admin.get(PATH))).isEmpty();
        assertThat(hub.api()
                        .post("/api/register", "org_id", org.id, "ticket", code, "name", "a")
                        .outcome())
                .isEqualTo("401 INVALID_TICKET");
        assertThat(AuditRow.list(hub.database, org.orgId(), "auth.ticket_revoked"))
                .containsExactly(
                        new AuditRow(null, "auth.ticket_revoked", "org_ticket", code, "{\"revoked_by\":\"org_admin\"}"),
                        new AuditRow(null, "auth.ticket_revoked", "org_ticket", id, "{\"revoked_by\":\"org_admin\"}"));
    }

    @Test
    void anotherOrgsTicketsAreOutOfReach() {
        String code = admin.post(PATH).field("ticket");
        Api stranger = hub.org().admin();

        assertThat(items(stranger.get(PATH))).isEmpty();
        assertThat(stranger.delete(PATH + "/" + code).outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(stranger.delete(PATH + "/%00").outcome()).isEqualTo("404 NOT_FOUND");
    }

    @Test
    void aSuperAdminHasNoOrgToInviteTo() {
        Api operator = hub.superAdmin();

        assertThat(operator.post(PATH).outcome()).isEqualTo("404 NOT_FOUND");
        assertThat(operator.get(PATH).outcome()).isEqualTo("400 ORG_CONTEXT_REQUIRED");
        assertThat(operator.delete(PATH + "/x").outcome()).isEqualTo("400 ORG_CONTEXT_REQUIRED");
    }

    private static List<JsonNode> items(Api.Answer answer) {
        return answer.json().get("items").valueStream().toList();
    }

    private static List<String> codes(Api.Answer answer) {
        return items(answer).stream().map(item -> item.get("code").asString()).toList();
    }
}
