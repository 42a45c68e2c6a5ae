package dev.parley.server.org;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.TestDatabase;
import dev.parley.server.testing.Api;
import dev.parley.server.testing.AuditRow;
import dev.parley.server.testing.IdentityHub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrgSettingsRoutesTest {

    private static final String PATH = "/api/org/settings";

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
    void showsTheDefaults() {
        assertThat(admin.get(PATH).text())
                .isEqualTo(("{\"org_id\":\"%s\",\"messages_per_minute_per_bot\":120,\"threads_per_hour_per_bot\":30,"
                                + "\"file_upload_mb_per_day_per_bot\":100,\"message_ttl_days\":null,"
                                + "\"thread_auto_close_days\":null,\"artifact_retention_days\":null,"
                                + "\"default_thread_permission_policy\":null,\"updated_at\":0,"
                                + "\"join_approval_required\":false}")
                        .formatted(org.id));
        String ofNoOrg = hub.superAdmin().get(PATH).text();
        assertThat(ofNoOrg).startsWith("{\"messages_per_minute_per_bot\":120,").doesNotContain("org_id");
    }

    @Test
    void everySettingCanBeChangedAndTakenBack() {
        Api.Answer answer = admin.patch(
                PATH,
                "messages_per_minute_per_bot",
                2_000_000_000,
                "threads_per_hour_per_bot",
                9_007_199_254_740_991L,
                "file_upload_mb_per_day_per_bot",
                5.0,
                "message_ttl_days",
                1,
                "thread_auto_close_days",
                2,
                "artifact_retention_days",
                3,
                "default_thread_permission_policy",
                Map.of("write", List.of("*")),
                "join_approval_required",
                true);

        assertThat(answer.text())
                .isEqualTo(("{\"org_id\":\"%s\",\"messages_per_minute_per_bot\":2000000000,"
                                + "\"threads_per_hour_per_bot\":9007199254740991,"
                                + "\"file_upload_mb_per_day_per_bot\":5,\"message_ttl_days\":1,"
                                + "\"thread_auto_close_days\":2,\"artifact_retention_days\":3,"
                                + "\"default_thread_permission_policy\":{\"write\":[\"*\"]},\"updated_at\":%d,"
                                + "\"join_approval_required\":true}")
                        .formatted(org.id, hub.clock.millis()));
        assertThat(admin.get(PATH).text()).isEqualTo(answer.text());

        admin.patchText(
                PATH,
                "{\"message_ttl_days\":null,\"thread_auto_close_days\":null,\"artifact_retention_days\":null,"
                        + "\"default_thread_permission_policy\":null}");
        assertThat(admin.get(PATH).text())
                .contains("\"message_ttl_days\":null,\"thread_auto_close_days\":null,"
                        + "\"artifact_retention_days\":null,\"default_thread_permission_policy\":null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"unknown\":1}",
                "{\"updated_at\":1}",
                "{\"messages_per_minute_per_bot\":0}",
                "{\"messages_per_minute_per_bot\":null}",
                "{\"messages_per_minute_per_bot\":\"5\"}",
                "{\"threads_per_hour_per_bot\":1.5}",
                "{\"threads_per_hour_per_bot\":-1}",
                "{\"file_upload_mb_per_day_per_bot\":1e300}",
                "{\"message_ttl_days\":0}",
                "{\"thread_auto_close_days\":\"1\"}",
                "{\"artifact_retention_days\":false}",
                "{\"default_thread_permission_policy\":[]}",
                "{\"default_thread_permission_policy\":{\"fly\":[]}}",
                "{\"default_thread_permission_policy\":{\"write\":\"*\"}}",
                "{\"default_thread_permission_policy\":{\"write\":[1]}}",
                "{\"default_thread_permission_policy\":{\"write\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"]}}",
                "{\"join_approval_required\":null}",
                "{\"join_approval_required\":1}",
                "{\"message_ttl_days\":5,\"join_approval_required\":1}"
            })
    void whatIsWrongChangesNothing(String body) {
        String before = admin.get(PATH).text();

        assertThat(admin.patchText(PATH, body).outcome()).isEqualTo("400 VALIDATION_ERROR");
        assertThat(admin.get(PATH).text()).isEqualTo(before);
    }

    @Test
    void approvalAloneDoesNotCountAsAChange() {
        admin.patch(PATH, "join_approval_required", true);
        assertThat(admin.get(PATH).field("updated_at")).isEqualTo("0");

        admin.patch(PATH, "message_ttl_days", 3);
        long changedAt = hub.clock.millis();
        hub.clock.advance(Duration.ofSeconds(5));
        assertThat(admin.patch(PATH, "join_approval_required", false).field("updated_at"))
                .isEqualTo(Long.toString(changedAt));
    }

    @Test
    void theAuditLogNamesExactlyWhatChanged() {
        admin.patchText(PATH, "{\"join_approval_required\":true,\"message_ttl_days\":null,\"unknown\":5}");

        assertThat(AuditRow.list(hub.database, org.orgId(), "settings.update"))
                .containsExactly(new AuditRow(
                        null,
                        "settings.update",
                        "org_settings",
                        org.id,
                        "{\"message_ttl_days\":null,\"join_approval_required\":true}"));
    }

    @Test
    void aChangeCountsAtOnceForThoseWhoAskThisNode() {
        assertThat(hub.settings.settings(org.orgId()).block().messagesPerMinutePerBot())
                .isEqualTo(120);
        admin.patch(PATH, "messages_per_minute_per_bot", 7);

        assertThat(hub.settings.settings(org.orgId()).block().messagesPerMinutePerBot())
                .isEqualTo(7);
    }

    @Test
    void anotherOrgsSettingsStayAsTheyAre() {
        admin.patch(PATH, "messages_per_minute_per_bot", 7);

        assertThat(hub.org().admin().get(PATH).field("messages_per_minute_per_bot"))
                .isEqualTo("120");
    }

    @Test
    void onlyAdministratorsMayLookAndChange() {
        IdentityHub.NewBot adminBot = org.bot("admin");
        String ticket = admin.post("/api/org/tickets").field("ticket");
        Api member = hub.api()
                .withToken(hub.api()
                        .post("/api/register", "org_id", org.id, "ticket", ticket, "name", "member")
                        .field("token"));

        assertThat(adminBot.api().patch(PATH, "message_ttl_days", 1).status()).isEqualTo(200);
        assertThat(member.get(PATH).outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(member.patch(PATH, "message_ttl_days", 1).outcome()).isEqualTo("403 FORBIDDEN");
        assertThat(hub.superAdmin().patch(PATH, "message_ttl_days", 1).outcome())
                .isEqualTo("400 ORG_CONTEXT_REQUIRED");
    }
}
