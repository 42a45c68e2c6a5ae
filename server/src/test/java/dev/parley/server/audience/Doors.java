package dev.parley.server.audience;

import static dev.parley.server.audience.Stage.ok;

import dev.parley.protocol.Scope;
import dev.parley.server.client.Fields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Every way to make something happen that anybody is told of, under the names the table gives them. */
final class Doors {

    private static final Map<String, Object> NOTE = Fields.of("artifact_key", "note", "content", "text");

    private final Map<String, Door> doors = new LinkedHashMap<>();

    private Doors() {}

    static Map<String, Door> all() {
        Doors all = new Doors();
        all.threads();
        all.arrivals();
        all.requests();
        all.departures();
        all.administrators();
        all.artifacts();
        all.directMessages();
        all.bots();
        all.presence();
        all.nothing();
        return all.doors;
    }

    private void add(String name, Consumer<Stage> act) {
        doors.put(name, Door.of(act));
    }

    private void add(String name, Consumer<Stage> before, Consumer<Stage> act) {
        doors.put(name, Door.of(act).after(before));
    }

    private void threads() {
        add("POST /api/threads", stage -> stage.actor.openThread("new", stage.peer));
        add(
                "WS thread_create",
                stage -> stage.send(
                        Seat.ACTOR, "thread_create", "topic", "new", "participants", List.of(stage.peer.id())));
        add("PATCH /api/threads/:id topic", stage -> change(stage, "topic", "another"));
        add("PATCH /api/threads/:id status", stage -> change(stage, "status", "blocked"));
        add("PATCH /api/threads/:id settings", stage -> change(stage, "visibility", "members"));
        add(
                "WS thread_update",
                stage -> stage.send(
                        Seat.ACTOR, "thread_update", "thread_id", stage.thread, "status", "reviewing", "topic", "new"));
        add(
                "POST /api/threads/:id/messages",
                stage -> ok(stage.actor.http().post(stage.path("/messages"), Fields.of("content", "hi"))));
        add(
                "WS send_thread_message",
                stage -> stage.send(
                        Seat.ACTOR, "send_thread_message", "thread_id", stage.thread, "content", "@subject @all hi"));
    }

    private static void change(Stage stage, String field, String value) {
        ok(stage.actor.http().patch(stage.path(""), Fields.of(field, value)));
    }

    private void arrivals() {
        add("POST …/participants", stage -> stage.invite(stage.subject));
        add(
                "WS thread_invite",
                stage -> stage.send(
                        Seat.ACTOR, "thread_invite", "thread_id", stage.thread, "bot_id", stage.subject.id()));
        add("POST …/join", Doors::join);
        add("WS thread_join", stage -> stage.send(Seat.SUBJECT, "thread_join", "thread_id", stage.thread));
    }

    private static void join(Stage stage) {
        ok(stage.subject.http().post(stage.path("/join")));
    }

    private void requests() {
        Consumer<Stage> needsApproval = stage -> change(stage, "join_policy", "approval");
        Consumer<Stage> isAsked = needsApproval.andThen(Doors::join);
        add("POST …/join, by approval", needsApproval, Doors::join);
        add(
                "WS thread_join, by approval",
                needsApproval,
                stage -> stage.send(Seat.SUBJECT, "thread_join", "thread_id", stage.thread));
        add("POST …/join-requests/:rid/approve", isAsked, stage -> decide(stage, "approve"));
        add("POST …/join-requests/:rid/reject", isAsked, stage -> decide(stage, "reject"));
        add("PATCH join_policy over a request", isAsked, stage -> change(stage, "join_policy", "invite_only"));
    }

    private static void decide(Stage stage, String decision) {
        JsonNode requests = ok(stage.actor.http().get(stage.path("/join-requests")));
        String request = requests.path(0).path("id").asString();
        ok(stage.actor.http().post(stage.path("/join-requests/" + request + "/" + decision)));
    }

    private void departures() {
        Consumer<Stage> isIn = stage -> stage.invite(stage.subject);
        add("DELETE …/participants/:self", isIn, stage -> stage.remove(stage.subject));
        add("WS thread_leave", isIn, stage -> stage.send(Seat.SUBJECT, "thread_leave", "thread_id", stage.thread));
        add(
                "DELETE …/participants/:other",
                isIn,
                stage -> ok(stage.actor.http().delete(stage.path("/participants/" + stage.subject.id()))));
        add(
                "WS thread_remove_participant",
                isIn,
                stage -> stage.send(
                        Seat.ACTOR,
                        "thread_remove_participant",
                        "thread_id",
                        stage.thread,
                        "bot_id",
                        stage.subject.id()));
    }

    private void administrators() {
        Consumer<Stage> isIn = stage -> stage.invite(stage.subject);
        add("PATCH /api/org/threads/:id status", stage -> change(stage, Fields.of("status", "blocked")));
        add("PATCH /api/org/threads/:id settings", stage -> change(stage, Fields.of("visibility", "private")));
        add(
                "PATCH /api/org/threads/:id both",
                stage -> change(stage, Fields.of("join_policy", "approval", "status", "reviewing")));
        add(
                "POST /api/org/threads/:id/participants",
                stage -> ok(stage.org
                        .admin()
                        .post(stage.orgPath("/participants"), Fields.of("bot_id", stage.subject.id()))));
        add(
                "DELETE /api/org/threads/:id/participants/:bot",
                isIn,
                stage -> ok(stage.org.admin().delete(stage.orgPath("/participants/" + stage.subject.id()))));
        add(
                "the thread was idle for too long",
                Doors::isIdle,
                stage -> stage.hub.hub().cleanUp().block());
    }

    private static void change(Stage stage, Map<String, Object> changes) {
        ok(stage.org.admin().patch(stage.orgPath(""), changes));
    }

    /** The lane knows it, too, once a name has changed: then it forgets all it remembers. */
    private static void isIdle(Stage stage) {
        ok(stage.org.admin().patch("/api/org/settings", Fields.of("thread_auto_close_days", 1)));
        UUID thread = UUID.fromString(stage.thread);
        stage.hub.inDatabase(
                database -> database.execute("UPDATE threads SET last_activity_at = 0 WHERE id = $1", thread)
                        .block());
    }

    private void artifacts() {
        Consumer<Stage> exists = stage -> ok(stage.actor.http().post(stage.path("/artifacts"), NOTE));
        add("POST …/artifacts", exists);
        add(
                "PATCH …/artifacts/:key",
                exists,
                stage -> ok(stage.actor.http().patch(stage.path("/artifacts/note"), Fields.of("content", "b"))));
        add("WS artifact_add", stage -> note(stage, "artifact_add"));
        add("WS artifact_update", exists, stage -> note(stage, "artifact_update"));
    }

    private static void note(Stage stage, String type) {
        stage.send(Seat.ACTOR, type, "thread_id", stage.thread, "artifact_key", "note", "content", "c");
    }

    private void directMessages() {
        add("POST /api/send, the first", stage -> stage.actor.sendTo(stage.subject, "hi"));
        add(
                "WS send_dm, the first",
                stage -> stage.send(Seat.ACTOR, "send_dm", "to", stage.subject.id(), "content", "hi"));
        add("POST /api/send", stage -> stage.actor.sendTo(stage.peer, "hi"));
        add("WS send_dm", stage -> stage.send(Seat.ACTOR, "send_dm", "to", stage.peer.id(), "content", "hi"));
        add("WS send", stage -> stage.send(Seat.ACTOR, "send", "channel_id", stage.channel, "content", "hi"));
    }

    private void bots() {
        add("POST /api/auth/register", stage -> stage.org.bot("newcomer"));
        add("POST /api/auth/register, by approval", stage -> approval(stage, true), Doors::applicant);
        add("PATCH …/bots/:id/status active", Doors::applicant, stage -> status(stage, "active"));
        add("PATCH …/bots/:id/status rejected", stage -> {
            status(stage, "rejected");
            seeOffline(stage);
        });
        add(
                "PATCH /api/me/name",
                stage -> ok(stage.subject.http().patch("/api/me/name", Fields.of("name", "renamed"))));
        add(
                "DELETE /api/bots/:id, alone in a thread",
                stage -> stage.watch(stage.subject.openThread("lonely")),
                stage -> ok(stage.org.admin().delete("/api/bots/" + stage.subject.id())));
        add(
                "DELETE /api/me, not alone in a thread",
                stage -> stage.invite(stage.subject),
                stage -> ok(stage.subject.http().delete("/api/me")));
    }

    private static void approval(Stage stage, boolean required) {
        ok(stage.org.admin().patch("/api/org/settings", Fields.of("join_approval_required", required)));
    }

    /** Takes the subject's place, but has no connections: it may not have any. */
    private static void applicant(Stage stage) {
        approval(stage, true);
        stage.subject = stage.org.bot(stage.subject.name() + "-pending");
        approval(stage, false);
    }

    private static void status(Stage stage, String status) {
        String path = "/api/org/bots/" + stage.subject.id() + "/status";
        ok(stage.org.admin().patch(path, Fields.of("status", status)));
    }

    private void presence() {
        add("a token connects", stage -> goOffline(stage), stage -> stage.seat(Seat.SUBJECT, stage.subject.http()));
        add("the last token disconnects", Doors::goOffline);
        add("an owner connects and disconnects", Doors::ownerComesAndGoes);
    }

    private static void goOffline(Stage stage) {
        stage.at(Seat.SUBJECT).leave();
        seeOffline(stage);
    }

    /** Waits until a bot that was disconnected is told to be offline: nobody's answer waits for that. */
    private static void seeOffline(Stage stage) {
        Listener witness = stage.at(Seat.UNINVOLVED);
        witness.keep(witness.until(frame -> Listener.isA(frame, "bot_offline")));
    }

    private static void ownerComesAndGoes(Stage stage) {
        Listener owner = new Listener(stage.owner(stage.subject).connect());
        owner.leave();
    }

    private void nothing() {
        add("PATCH …/bots/:id/role", stage -> role(stage, "admin"));
        add(
                "PATCH /api/me/profile",
                stage -> ok(stage.subject.http().patch("/api/me/profile", Fields.of("bio", "new"))));
        add("POST /api/me/tokens", stage -> stage.hub.scopedToken(stage.subject, Scope.READ));
        add("PATCH /api/org/settings", stage -> approval(stage, false));
    }

    private static void role(Stage stage, String role) {
        String path = "/api/org/bots/" + stage.subject.id() + "/role";
        ok(stage.org.admin().patch(path, Fields.of("auth_role", role)));
    }
}
