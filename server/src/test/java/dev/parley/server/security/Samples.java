package dev.parley.server.security;

import static dev.parley.protocol.Scope.FULL;
import static dev.parley.protocol.Scope.MESSAGE;
import static dev.parley.protocol.Scope.PROFILE;
import static dev.parley.protocol.Scope.READ;
import static dev.parley.protocol.Scope.THREAD;
import static dev.parley.server.security.Sample.OWN;

import dev.parley.server.auth.Access;
import dev.parley.server.client.Fields;
import java.util.List;
import java.util.stream.Stream;

/** Every route of the server, with its guard as {@code contract/identity.md} §3.2 has it. A new route needs a line here. */
final class Samples {

    private final Victim victim;

    Samples(Victim victim) {
        this.victim = victim;
    }

    Stream<Sample> all() {
        return Stream.of(
                        open(),
                        identity(),
                        administration(),
                        botAdministration(),
                        messages(),
                        threads(),
                        threadAdministration(),
                        webhooks(),
                        webhookAdministration(),
                        artifacts(),
                        files())
                .flatMap(List::stream);
    }

    private static List<Sample> open() {
        return List.of(
                Sample.of("GET /health", Access.open(), OWN),
                Sample.of("GET /health/ready", Access.open(), OWN),
                Sample.of("GET /health/live", Access.open(), OWN),
                Sample.of("GET /openapi.json", Access.open(), OWN),
                Sample.of("GET /asyncapi.json", Access.open(), OWN),
                Sample.of("GET /docs", Access.open(), OWN),
                Sample.of("GET /docs/{file}", Access.open(), OWN, "docs.js"),
                Sample.of("GET /", Access.open(), OWN),
                Sample.of("GET /dashboard", Access.open(), OWN),
                Sample.of("GET /dashboard/{kind}", Access.open(), OWN, "dms"),
                Sample.of("GET /dashboard/{kind}/{id}", Access.open(), OWN, "threads", "1"),
                Sample.of("GET /org", Access.open(), OWN),
                Sample.of("GET /org/{kind}", Access.open(), OWN, "settings"),
                Sample.of("GET /org/{kind}/{id}", Access.open(), OWN, "bots", "1"),
                Sample.of("GET /admin", Access.open(), OWN),
                Sample.of("GET /assets/{version}/{folder}/{file}", Access.open(), OWN, "1", "styles", "base.css"),
                Sample.of(
                        "GET /assets/{version}/{area}/{folder}/{file}",
                        Access.open(),
                        OWN,
                        "1",
                        "app",
                        "core",
                        "api.js"),
                Sample.of(
                        "GET /assets/{version}/{area}/{kind}/{folder}/{file}",
                        Access.open(),
                        OWN,
                        "1",
                        "app",
                        "i18n",
                        "en",
                        "common.js"),
                Sample.of("GET /api/health", Access.open(), OWN),
                Sample.of("GET /api/version", Access.open(), OWN),
                Sample.of("GET /api/stats", Access.open(), OWN),
                Sample.of("GET /api/config/get", Access.open(), OWN),
                Sample.of("GET /api/system-presence", Access.open(), OWN),
                Sample.of("GET /skill.md", Access.open(), OWN),
                Sample.of("POST /api/auth/login", Access.open(), OWN),
                Sample.of("POST /api/auth/register", Access.open(), OWN),
                Sample.of("POST /api/register", Access.open(), OWN),
                Sample.of("POST /api/platform/orgs", Access.open(), OWN).with(Fields.of("name", "intruder")));
    }

    private List<Sample> identity() {
        return List.of(
                Sample.of("POST /api/auth/logout", Access.session(), OWN),
                Sample.of("GET /api/auth/session", Access.session(), OWN),
                Sample.of("POST /api/ws-ticket", Access.authenticated(), OWN),
                Sample.of("POST /api/me/tokens", Access.bot(FULL), OWN)
                        .with(Fields.of(
                                "scopes",
                                List.of("read"),
                                "bot_id",
                                victim.member().id())),
                Sample.of("GET /api/me/tokens", Access.bot(FULL), OWN),
                Sample.of("DELETE /api/me/tokens/{id}", Access.bot(FULL), 404, victim.tokenId()),
                Sample.of("GET /api/me", Access.bot(READ), OWN),
                Sample.of("PATCH /api/me/profile", Access.bot(PROFILE), OWN).with(Fields.of("bio", "curious")),
                Sample.of("PATCH /api/me/name", Access.bot(PROFILE), OWN).with(Fields.of("name", "no name")),
                Sample.of("DELETE /api/me", Access.bot(FULL), OWN),
                Sample.of("GET /api/me/workspace", Access.bot(READ), OWN),
                Sample.of("GET /api/events", Access.bot(READ), OWN).query("since=0"),
                Sample.of("POST /api/events/ack", Access.bot(READ), OWN).with(Fields.of("position", 1)),
                Sample.of("GET /api/me/cursor", Access.bot(READ), OWN),
                Sample.of("GET /api/peers", Access.bot(READ), OWN),
                Sample.of("GET /api/bots", Access.orgOrBot(READ), OWN),
                Sample.of(
                        "GET /api/bots/{id}",
                        Access.orgOrBot(READ),
                        404,
                        victim.member().id()),
                Sample.of(
                        "GET /api/bots/{name}/profile",
                        Access.orgOrBot(READ),
                        404,
                        victim.member().name()),
                Sample.of(
                        "GET /api/bots/{name}/webhook/health",
                        Access.orgOrBot(READ),
                        404,
                        victim.member().name()));
    }

    private List<Sample> administration() {
        return List.of(
                Sample.of("POST /api/orgs", Access.superAdmin(), OWN).with(Fields.of("name", "intruder")),
                Sample.of("GET /api/orgs", Access.superAdmin(), OWN),
                Sample.of(
                                "PATCH /api/orgs/{id}",
                                Access.superAdmin(),
                                404,
                                victim.org().id())
                        .with(Fields.of("status", "active")),
                Sample.of(
                        "DELETE /api/orgs/{id}",
                        Access.superAdmin(),
                        404,
                        victim.org().id()),
                Sample.of(
                        "POST /api/orgs/{id}/rotate-secret",
                        Access.superAdmin(),
                        404,
                        victim.org().id()),
                Sample.of(
                        "GET /api/orgs/{id}/tombstones",
                        Access.authenticated(),
                        403,
                        victim.org().id()),
                Sample.of(
                        "DELETE /api/orgs/{id}/tombstones/{name}",
                        Access.authenticated(),
                        403,
                        victim.org().id(),
                        "nobody"),
                Sample.of("POST /api/platform/backup", Access.superAdmin(), OWN),
                Sample.of("POST /api/platform/invite-codes", Access.superAdmin(), OWN),
                Sample.of("GET /api/platform/invite-codes", Access.superAdmin(), OWN),
                Sample.of("DELETE /api/platform/invite-codes/{id}", Access.superAdmin(), 404, victim.ticketId()),
                Sample.of("GET /api/org", Access.orgOrBot(), OWN),
                Sample.of("POST /api/org/rotate-secret", Access.orgAdmin(), OWN),
                Sample.of("GET /api/org/settings", Access.orgAdmin(), OWN),
                Sample.of("PATCH /api/org/settings", Access.orgAdmin(), OWN)
                        .with(Fields.of("org_id", victim.org().id(), "messages_per_minute_per_bot", 77)),
                Sample.of("POST /api/org/tickets", Access.orgAdmin(), OWN)
                        .with(Fields.of("org_id", victim.org().id())),
                Sample.of("GET /api/org/tickets", Access.orgAdmin(), OWN),
                Sample.of("DELETE /api/org/tickets/{id}", Access.orgAdmin(), 404, victim.ticketId()),
                Sample.of("GET /api/audit", Access.orgAdmin(), OWN),
                Sample.of("GET /api/audit/export", Access.orgAdmin(), OWN).query("format=jsonl"),
                Sample.of("GET /api/org/overview", Access.orgAdmin(), OWN),
                Sample.of("GET /api/org/search", Access.orgAdmin(), OWN).query("q=secret"),
                Sample.of("GET /api/org/sessions", Access.orgAdmin(), OWN),
                Sample.of("DELETE /api/org/sessions", Access.orgAdmin(), OWN),
                Sample.of("DELETE /api/org/sessions/{ref}", Access.orgAdmin(), 404, victim.sessionRef()));
    }

    private List<Sample> botAdministration() {
        String bot = victim.member().id();
        return List.of(
                Sample.of("PATCH /api/org/bots/{bot_id}/role", Access.orgAdmin(), 404, bot)
                        .with(Fields.of("auth_role", "admin")),
                Sample.of("PATCH /api/org/bots/{bot_id}/status", Access.orgAdmin(), 404, bot)
                        .with(Fields.of("status", "rejected")),
                Sample.of("DELETE /api/bots/{id}", Access.orgAdmin(), 404, bot),
                Sample.of("GET /api/org/bots/{bot_id}/tokens", Access.orgAdmin(), 404, bot),
                Sample.of("DELETE /api/org/bots/{bot_id}/tokens/{id}", Access.orgAdmin(), 404, bot, victim.tokenId()));
    }

    private List<Sample> webhookAdministration() {
        String bot = victim.admin().id();
        return List.of(
                Sample.of("GET /api/org/bots/{bot_id}/webhook", Access.orgAdmin(), 404, bot),
                Sample.of("POST /api/org/bots/{bot_id}/webhook/test", Access.orgAdmin(), 404, bot),
                Sample.of("POST /api/org/bots/{bot_id}/webhook/replay", Access.orgAdmin(), 404, bot)
                        .with(Fields.of("position", 0)),
                Sample.of("GET /api/org/bots/{bot_id}/webhook/deliveries", Access.orgAdmin(), 404, bot),
                Sample.of("GET /api/org/bots/{bot_id}/webhook/dead-letters", Access.orgAdmin(), 404, bot));
    }

    private List<Sample> messages() {
        String channel = victim.channel();
        return List.of(
                Sample.of("POST /api/send", Access.bot(MESSAGE), 404)
                        .with(Fields.of("to", victim.member().id(), "content", "hi")),
                Sample.of("GET /api/inbox", Access.bot(READ), OWN).query("since=0"),
                Sample.of("GET /api/me/catchup", Access.bot(READ), OWN).query("since=0"),
                Sample.of("GET /api/events/stream", Access.bot(READ), OWN),
                Sample.of("GET /api/me/catchup/count", Access.bot(READ), OWN).query("since=0"),
                Sample.of("GET /api/messages/{id}/receipts", Access.orgOrBot(READ), 404, victim.message()),
                Sample.of("GET /api/channels/{id}", Access.orgOrBot(READ), 403, channel),
                Sample.of("GET /api/channels/{id}/messages", Access.orgOrBot(READ), 403, channel),
                Sample.of(
                        "GET /api/bots/{id}/channels",
                        Access.orgOrBot(READ),
                        404,
                        victim.member().id()));
    }

    private List<Sample> threads() {
        String thread = victim.thread();
        String member = victim.member().id();
        return List.of(
                Sample.of("POST /api/threads", Access.bot(THREAD), 400)
                        .with(Fields.of("topic", "ours", "participants", List.of(member))),
                Sample.of("GET /api/threads", Access.bot(READ), OWN).query("scope=org"),
                Sample.of("GET /api/threads/{id}", Access.bot(READ), 404, thread),
                Sample.of("PATCH /api/threads/{id}", Access.bot(THREAD), 404, thread)
                        .with(Fields.of("status", "resolved")),
                Sample.of("POST /api/threads/{id}/join", Access.bot(THREAD), 404, thread),
                Sample.of("POST /api/threads/{id}/participants", Access.bot(THREAD), 404, thread)
                        .with(Fields.of("bot_id", member)),
                Sample.of("DELETE /api/threads/{id}/participants/{bot}", Access.bot(THREAD), 404, thread, member),
                Sample.of("GET /api/threads/{id}/join-requests", Access.bot(THREAD), 404, victim.club()),
                Sample.of(
                        "POST /api/threads/{id}/join-requests/{request}/approve",
                        Access.bot(THREAD),
                        404,
                        victim.club(),
                        victim.joinRequest()),
                Sample.of(
                        "POST /api/threads/{id}/join-requests/{request}/reject",
                        Access.bot(THREAD),
                        404,
                        victim.club(),
                        victim.joinRequest()),
                Sample.of("GET /api/threads/{id}/messages", Access.bot(READ), 404, thread),
                Sample.of("POST /api/threads/{id}/messages", Access.bot(THREAD), 404, thread)
                        .with(Fields.of("content", "hi")));
    }

    private List<Sample> threadAdministration() {
        String thread = victim.thread();
        String member = victim.member().id();
        return List.of(
                Sample.of("GET /api/org/threads", Access.orgAdmin(), OWN),
                Sample.of("GET /api/org/threads/{id}", Access.orgAdmin(), 404, thread),
                Sample.of("PATCH /api/org/threads/{id}", Access.orgAdmin(), 404, thread)
                        .with(Fields.of("status", "resolved")),
                Sample.of("GET /api/org/threads/{id}/messages", Access.orgAdmin(), 404, thread),
                Sample.of("POST /api/org/threads/{id}/participants", Access.orgAdmin(), 404, thread)
                        .with(Fields.of("bot_id", member)),
                Sample.of("DELETE /api/org/threads/{id}/participants/{bot}", Access.orgAdmin(), 404, thread, member));
    }

    private static List<Sample> webhooks() {
        return List.of(
                Sample.of("GET /api/me/webhook", Access.bot(READ), 404),
                Sample.of("PUT /api/me/webhook", Access.bot(FULL), OWN).with(Fields.of("url", Victim.WEBHOOK)),
                Sample.of("DELETE /api/me/webhook", Access.bot(FULL), 404),
                Sample.of("POST /api/me/webhook/secret", Access.bot(FULL), 404),
                Sample.of("POST /api/me/webhook/test", Access.bot(FULL), 404),
                Sample.of("POST /api/me/webhook/replay", Access.bot(FULL), 404).with(Fields.of("position", 0)),
                Sample.of("GET /api/me/webhook/deliveries", Access.bot(READ), OWN),
                Sample.of("GET /api/me/webhook/dead-letters", Access.bot(READ), OWN));
    }

    private List<Sample> artifacts() {
        String thread = victim.thread();
        String key = Victim.ARTIFACT;
        return List.of(
                Sample.of("GET /api/threads/{id}/artifacts", Access.bot(READ), 404, thread),
                Sample.of("POST /api/threads/{id}/artifacts", Access.bot(THREAD), 404, thread)
                        .with(Fields.of("artifact_key", "ours", "content", "x")),
                Sample.of("PATCH /api/threads/{id}/artifacts/{key}", Access.bot(THREAD), 404, thread, key)
                        .with(Fields.of("content", "x")),
                Sample.of("GET /api/threads/{id}/artifacts/{key}/versions", Access.bot(READ), 404, thread, key),
                Sample.of("GET /api/threads/{id}/artifacts/{key}/diff", Access.bot(READ), 404, thread, key),
                Sample.of("GET /api/org/threads/{id}/artifacts", Access.orgAdmin(), 404, thread),
                Sample.of("GET /api/org/threads/{id}/artifacts/{key}/versions", Access.orgAdmin(), 404, thread, key),
                Sample.of("GET /api/org/threads/{id}/artifacts/{key}/diff", Access.orgAdmin(), 404, thread, key));
    }

    private List<Sample> files() {
        return List.of(
                Sample.of("POST /api/files/upload", Access.bot(THREAD, MESSAGE), OWN),
                Sample.of("GET /api/files/{id}", Access.orgOrBot(READ), 403, victim.file()),
                Sample.of("GET /api/files/{id}/info", Access.orgOrBot(READ), 403, victim.file()));
    }
}
