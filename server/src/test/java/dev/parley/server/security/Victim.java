package dev.parley.server.security;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** An organisation with something of everything, which nobody outside may see or change. */
record Victim(
        TestOrg org,
        TestBot admin,
        TestBot member,
        String channel,
        String message,
        String thread,
        String club,
        String joinRequest,
        String ticketId,
        String ticketCode,
        String tokenId,
        String sessionRef,
        String file) {

    /** Part of every text it stores. */
    static final String MARK = "classified";

    static final String ARTIFACT = "plans";

    /** Where nobody listens. */
    static final String WEBHOOK = "http://127.0.0.1:9/hook";

    /** Changes by itself. */
    private static final String VOLATILE = "\"(last_seen_at|position|latest|pending)\":\\w+";

    /** Nothing of it happens in these tests: no delivery changes what they look at. */
    private static final List<String> QUIET = List.of("bot_join_request");

    static Victim on(TestHub hub) {
        TestOrg org = hub.org();
        TestBot admin = org.adminBot(MARK + "-admin");
        TestBot member = org.bot(MARK + "-member");
        require(admin.http()
                .put("/api/me/webhook", Fields.of("url", WEBHOOK + "/" + MARK, "secret", MARK, "event_types", QUIET)));
        String channel = admin.sendTo(member, MARK + " words");
        String message = require(admin.http().get("/api/channels/" + channel + "/messages"))
                .at("/0/id")
                .asString();
        String thread = admin.openThread(MARK + " topic", member);
        require(admin.http().post("/api/threads/" + thread + "/messages", Fields.of("content", MARK + " speech")));
        require(admin.http()
                .post(
                        "/api/threads/" + thread + "/artifacts",
                        Fields.of("artifact_key", ARTIFACT, "content", MARK + " plans")));
        String club = require(admin.http()
                        .post("/api/threads", Fields.of("topic", MARK + " club", "join_policy", "approval")))
                .path("id")
                .asString();
        String request = member.http()
                .post("/api/threads/" + club + "/join")
                .json()
                .path("request_id")
                .asString();
        String code = org.ticket();
        String id = org.admin().get("/api/org/tickets").json().at("/items/0/id").asString();
        String token = require(member.http()
                        .post("/api/me/tokens", Fields.of("scopes", List.of("read"), "label", MARK + " token")))
                .path("id")
                .asString();
        String session =
                org.admin().get("/api/org/sessions").json().at("/items/0/ref").asString();
        return new Victim(
                org, admin, member, channel, message, thread, club, request, id, code, token, session, upload(member));
    }

    private static String upload(TestBot bot) {
        String form = "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + MARK + ".txt\"\r\n\r\n"
                + MARK + " file\r\n--B--\r\n";
        return require(bot.http().post("/api/files/upload", "multipart/form-data; boundary=B", form))
                .path("id")
                .asString();
    }

    private static JsonNode require(Answer answer) {
        if (answer.status() != 200) {
            throw new IllegalStateException(answer.toString());
        }
        return answer.json();
    }

    /** Texts that must not stand in any answer to somebody else. */
    List<String> secrets() {
        return List.of(
                MARK,
                org.id(),
                admin.id(),
                member.id(),
                channel,
                message,
                thread,
                club,
                joinRequest,
                ticketId,
                ticketCode,
                tokenId,
                sessionRef,
                file);
    }

    /** All that a stranger could have changed, as its owners see it. */
    List<String> state() {
        HubClient bot = member.http();
        return Stream.of(
                        bot.get("/api/threads/" + thread),
                        bot.get("/api/threads/" + thread + "/messages"),
                        bot.get("/api/threads/" + thread + "/artifacts"),
                        bot.get("/api/channels/" + channel + "/messages"),
                        bot.get("/api/me/cursor"),
                        admin.http().get("/api/messages/" + message + "/receipts"),
                        bot.get("/api/threads?scope=org"),
                        admin.http().get("/api/threads/" + club + "/join-requests"),
                        bot.get("/api/inbox?since=0"),
                        bot.get("/api/me/catchup?since=0"),
                        bot.get("/api/bots"),
                        bot.get("/api/files/" + file),
                        bot.get("/api/files/" + file + "/info"),
                        org.admin().get("/api/org"),
                        org.admin().get("/api/org/settings"),
                        org.admin().get("/api/org/tickets"),
                        bot.get("/api/me/tokens"),
                        admin.http().get("/api/me/webhook"),
                        org.admin().get("/api/org/sessions"))
                .map(answer -> answer.toString().replaceAll(VOLATILE, ""))
                .toList();
    }
}
