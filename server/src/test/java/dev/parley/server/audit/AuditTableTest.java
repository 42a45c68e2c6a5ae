package dev.parley.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Which row each action leaves behind, as {@code contract/identity.md} §14 has it. */
class AuditTableTest {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    private TestOrg org;
    private TestBot ada;
    private TestBot bob;
    private String since;

    @BeforeEach
    void begin() {
        org = HUB.org();
        ada = org.adminBot("ada");
        bob = org.bot("bob");
        since = newest();
    }

    @Test
    void administration() {
        HubClient admin = org.admin();
        HubClient owner = HUB.client().withCookie(HUB.logIn(Fields.of("type", "bot", "token", bob.token())));
        owner.post("/api/auth/logout");
        admin.patch("/api/org/settings", Fields.of("message_ttl_days", 30));
        String ticket = org.ticket();
        admin.delete("/api/org/tickets/" + ticket);
        admin.patch("/api/org/bots/" + bob.id() + "/role", Fields.of("auth_role", "admin"));
        ada.http().patch("/api/org/bots/" + bob.id() + "/status", Fields.of("status", "rejected", "reason", "why"));
        ada.http().patch("/api/me/profile", Fields.of("bio", "hi", "team", "blue"));
        ada.http().patch("/api/me/name", Fields.of("name", "ada2"));
        admin.delete("/api/bots/" + bob.id());
        admin.delete("/api/orgs/" + org.id() + "/tombstones/bob");
        ada.http().delete("/api/me");

        assertThat(rows())
                .containsExactly(
                        "auth.login bob session [role, ip, user_agent]",
                        "auth.logout bob session [role, ip]",
                        "settings.update null org_settings [message_ttl_days]",
                        "auth.ticket_revoked null org_ticket [revoked_by]",
                        "bot.role_change org_admin bot [auth_role]",
                        "bot.join_status_changed ada bot [old_status, new_status, reason]",
                        "bot.profile_update ada bot [fields]",
                        "bot.rename ada bot [old_name, new_name]",
                        "bot.delete bob bot [name, deleted_by]",
                        "bot.tombstone_cleared null bot [cleared_by_session, cleared_by_role]",
                        "bot.delete ada bot [name, self]");
    }

    @Test
    void webhooks() {
        HubClient http = ada.http();
        String path = "/api/me/webhook";
        http.put(path, Fields.of("url", "http://127.0.0.1:9/hook", "secret", "s3cret"));
        http.put(path, Fields.of("url", "http://127.0.0.1:9/hook", "event_types", List.of("message")));
        http.post(path + "/secret");
        http.post(path + "/replay", Fields.of("position", 0));
        http.delete(path);

        assertThat(rows())
                .containsExactly(
                        "bot.webhook_create ada bot [event_types]",
                        "bot.webhook_update ada bot [fields]",
                        "bot.webhook_secret_rotate ada bot [previous_until]",
                        "bot.webhook_replay ada bot [from, to]",
                        "bot.webhook_delete ada bot null");
    }

    @Test
    void messages() {
        String channel = ada.sendTo(bob, "hi");
        String thread = ada.openThread("topic", bob);
        ada.http().post("/api/threads/" + thread + "/messages", Fields.of("content", "hi"));
        try (HubSocket socket = ada.connect()) {
            call(socket, "send_dm", Fields.of("to", "bob", "content", "hi"));
            call(socket, "send", Fields.of("channel_id", channel, "content", "hi"));
            call(socket, "send_thread_message", Fields.of("thread_id", thread, "content", "hi"));
        }

        assertThat(rows())
                .containsExactly(
                        "message.send ada channel_message [channel_id, to]",
                        "thread.create ada thread [topic, tags]",
                        "message.send ada thread_message [thread_id]",
                        "message.send ada channel_message [channel_id, to, via]",
                        "message.send ada channel_message [channel_id, via]",
                        "message.send ada thread_message [thread_id, via]");
    }

    @Test
    void threads() {
        HubClient http = ada.http();
        String path = "/api/threads/" + ada.openThread("topic");
        bob.http().post(path + "/join");
        http.delete(path + "/participants/bob");
        http.post(path + "/participants", Fields.of("bot_id", "bob"));
        http.patch(path, Fields.of("visibility", "members", "join_policy", "approval"));
        http.patch(
                path, Fields.of("permission_policy", Fields.of("manage", List.of("lead"), "write", List.of("lead"))));
        bob.http().patch(path, Fields.of("visibility", "private"));
        bob.http().post(path + "/messages", Fields.of("content", "hi"));
        http.patch(path, Fields.of("status", "reviewing"));

        assertThat(rows())
                .containsExactly(
                        "thread.create ada thread [topic, tags]",
                        "thread.join bob thread null",
                        "thread.remove_participant ada thread [removed_bot_id, removed_bot_name, removed_by]",
                        "thread.invite ada thread [invited_bot_id, invited_bot_name]",
                        "thread.visibility_changed ada thread [from, to]",
                        "thread.join_policy_changed ada thread [from, to]",
                        "thread.permission_denied bob thread [action]",
                        "thread.write_denied bob thread null",
                        "thread.status_changed ada thread [from, to, close_reason]");
    }

    @Test
    void requestsToJoin() {
        String path = "/api/threads/" + thread(Fields.of("topic", "club", "join_policy", "approval"));
        String first = bob.http().post(path + "/join").json().path("request_id").asString();
        ada.http().post(path + "/join-requests/" + first + "/reject");
        String second =
                bob.http().post(path + "/join").json().path("request_id").asString();
        ada.http().post(path + "/join-requests/" + second + "/approve");

        assertThat(rows())
                .containsExactly(
                        "thread.create ada thread [topic, tags]",
                        "thread.join_requested bob thread null",
                        "thread.join_rejected ada thread [rejected_bot, request_id]",
                        "thread.join_requested bob thread null",
                        "thread.join_approved ada thread [approved_bot, request_id]");
    }

    @Test
    void artifactsAndSockets() {
        String id = ada.openThread("topic");
        String path = "/api/threads/" + id + "/artifacts";
        ada.http().post(path, Fields.of("artifact_key", "plan", "content", "x"));
        ada.http().patch(path + "/plan", Fields.of("content", "y"));
        try (HubSocket socket = bob.connect()) {
            call(socket, "thread_join", Fields.of("thread_id", id));
            call(socket, "artifact_add", Fields.of("thread_id", id, "artifact_key", "draft", "content", "x"));
            call(socket, "artifact_update", Fields.of("thread_id", id, "artifact_key", "draft", "content", "y"));
            call(socket, "thread_leave", Fields.of("thread_id", id));
        }

        assertThat(rows())
                .containsExactly(
                        "thread.create ada thread [topic, tags]",
                        "artifact.add ada artifact [thread_id, artifact_key, version]",
                        "artifact.update ada artifact [thread_id, artifact_key, version]",
                        "thread.join bob thread [via]",
                        "artifact.add bob artifact [thread_id, artifact_key, via]",
                        "artifact.update bob artifact [thread_id, artifact_key, version, via]",
                        "thread.leave bob thread [via]");
    }

    private String thread(Map<String, ?> fields) {
        Answer made = ada.http().post("/api/threads", fields);
        return made.json().path("id").asString();
    }

    private static void call(HubSocket socket, String type, Map<String, ?> fields) {
        Map<String, Object> frame = new LinkedHashMap<>(fields);
        frame.put("type", type);
        frame.put("ref", type);
        socket.send(frame);
        JsonNode ack = socket.next("ack");
        assertThat(ack.path("ref").asString()).isEqualTo(type);
    }

    private String newest() {
        return org.admin().get("/api/audit?limit=1").json().get(0).path("id").asString();
    }

    /** What was recorded since the test began, oldest first: action, who, on what, and the names of the detail. */
    private List<String> rows() {
        List<String> rows = new ArrayList<>();
        for (JsonNode row : org.logIn().get("/api/audit?limit=200").json()) {
            if (row.path("id").asString().equals(since)) {
                break;
            }
            rows.add(describe(row));
        }
        Collections.reverse(rows);
        rows.removeIf(row -> row.equals("auth.login null session [role, ip, user_agent]"));
        return rows;
    }

    private String describe(JsonNode row) {
        String bot = row.path("bot_id").asString("null");
        String by = bot.equals(ada.id()) ? "ada" : bot.equals(bob.id()) ? "bob" : bot;
        String detail = row.path("detail").isNull()
                ? "null"
                : List.copyOf(row.path("detail").propertyNames()).toString();
        return row.path("action").asString() + " " + by + " "
                + row.path("target_type").asString() + " " + detail;
    }
}
