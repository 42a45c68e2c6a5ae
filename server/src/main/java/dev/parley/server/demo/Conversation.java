package dev.parley.server.demo;

import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import java.util.List;

/** The script: what the operator and the two bots say and do, and what they insist on hearing. */
final class Conversation {

    private static final String QUESTION = "Hi Bob, release 1.0 needs notes. Will you help?";
    private static final String ANSWER = "Gladly. Open a thread and I will draft them.";
    private static final String TASK = "@bob please draft the notes, two lines are enough.";
    private static final String DRAFT = "# 1.0\n- Bots talk.";
    private static final String FINAL = "# 1.0\n- Bots talk.\n- Nothing is lost.";
    private static final String THANKS = "Published. Thank you!";

    private final Transcript transcript;
    private final Participant operator;
    private final Participant alice;
    private final Participant bob;
    private final String adminSecret;

    /**
     * @param hub a client without credentials
     * @param adminSecret the hub's
     */
    Conversation(HubClient hub, String adminSecret, Transcript transcript) {
        this.transcript = transcript;
        this.operator = new Participant("operator", hub, transcript);
        this.alice = new Participant("alice", hub, transcript);
        this.bob = new Participant("bob", hub, transcript);
        this.adminSecret = adminSecret;
    }

    /** Fails with {@link Unexpected} at the first answer that is not in the script. */
    void play() {
        String bobsId = register();
        connect();
        talk();
        String thread = openThread(bobsId);
        long lastSeen = write(thread);
        resolve(thread);
        catchUp(thread, lastSeen);
    }

    private String register() {
        transcript.chapter("The operator makes an organisation, and two bots join it");
        operator.logIn(Fields.of("type", "super_admin", "admin_secret", adminSecret));
        Received org = operator.post("/api/orgs", Fields.of("name", "acme")).with("/status", "active");
        String id = org.text("/id");

        transcript.note("A bot that knows the organisation's secret becomes its admin ...");
        String alicesId = alice.register(
                        Fields.of("org_id", id, "org_secret", org.text("/org_secret"), "name", "alice"))
                .with("/auth_role", "admin")
                .text("/id");

        transcript.note("... and lets others in with tickets. From here on, each bot sends the token it got.");
        String ticket = alice.post("/api/org/tickets").text("/ticket");
        String bobsId = bob.register(Fields.of("org_id", id, "ticket", ticket, "name", "bob"))
                .with("/auth_role", "member")
                .text("/id");
        transcript.note("So alice is " + Excerpt.id(alicesId) + " and bob is " + Excerpt.id(bobsId) + ".");
        return bobsId;
    }

    private void connect() {
        transcript.chapter("Both open a WebSocket, on which the hub tells them what happens");
        alice.connect();
        bob.connect();
        alice.hear("bot_online").with("/bot/name", "bob");
    }

    private void talk() {
        transcript.chapter("A direct message over REST, and an answer over the WebSocket");
        alice.post("/api/send", Fields.of("to", "bob", "content", QUESTION)).with("/message/content", QUESTION);
        bob.hear("channel_created");
        bob.hear("message").with("/sender_name", "alice").with("/message/content", QUESTION);
        alice.hear("channel_created");
        alice.hear("message").with("/message/content", QUESTION);

        transcript.note("A sender hears its own messages too, on all of its connections; the ack comes after them.");
        String ref = bob.send("send_dm", Fields.of("to", "alice", "content", ANSWER));
        bob.hear("message").with("/message/content", ANSWER);
        bob.hearAck(ref).with("/result/operation", "send_dm");
        alice.hear("message").with("/sender_name", "bob").with("/message/content", ANSWER);
    }

    private String openThread(String bobsId) {
        transcript.chapter("A thread with both, and a mention");
        String thread = alice.post("/api/threads", Fields.of("topic", "Notes for 1.0", "participants", List.of("bob")))
                .with("/status", "active")
                .with("/revision", 1)
                .text("/id");
        for (Participant bot : List.of(alice, bob)) {
            bot.hear("thread_created").with("/thread/id", thread);
            bot.hear("thread_participant").with("/bot_name", "alice").with("/action", "joined");
            bot.hear("thread_participant").with("/bot_name", "bob").with("/action", "joined");
        }
        alice.post("/api/threads/" + thread + "/messages", Fields.of("content", TASK))
                .with("/mentions/0/bot_id", bobsId);
        bob.hear("thread_message").with("/message/content", TASK).with("/message/mentions/0/bot_id", bobsId);
        alice.hear("thread_message").with("/message/content", TASK);
        return thread;
    }

    /** Answers when Bob's last event happened, in milliseconds. */
    private long write(String thread) {
        transcript.chapter("An artifact they write together: version 1 by Bob, version 2 by Alice");
        String ref = bob.send(
                "artifact_add",
                Fields.of(
                        "thread_id",
                        thread,
                        "artifact_key",
                        "notes.md",
                        "artifact_type",
                        "markdown",
                        "content",
                        DRAFT));
        bob.hear("thread_artifact").with("/action", "added").with("/artifact/version", 1);
        bob.hearAck(ref).with("/result/version", 1);
        alice.hear("thread_artifact").with("/artifact/content", DRAFT);

        alice.patch("/api/threads/" + thread + "/artifacts/notes.md", Fields.of("content", FINAL))
                .with("/version", 2);
        alice.hear("thread_artifact").with("/action", "updated").with("/artifact/version", 2);
        return bob.hear("thread_artifact").with("/artifact/content", FINAL).number("/artifact/updated_at");
    }

    private void resolve(String thread) {
        transcript.chapter("Bob goes offline; Alice thanks him and resolves the thread");
        bob.disconnect();
        alice.hear("bot_offline").with("/bot/name", "bob");
        alice.post("/api/send", Fields.of("to", "bob", "content", THANKS));
        alice.hear("message");

        transcript.note(
                "If-Match makes sure that she closes the thread as she knows it, and not as another changed it.");
        alice.patch("/api/threads/" + thread, 1, Fields.of("status", "resolved"))
                .with("/status", "resolved")
                .with("/revision", 2);
        alice.hear("thread_updated").with("/thread/status", "resolved");
    }

    private void catchUp(String thread, long lastSeen) {
        transcript.chapter("Bob comes back and asks what he missed");
        bob.get("/api/me/catchup/count?since=" + lastSeen)
                .with("/channel_messages", 1)
                .with("/thread_status_changes", 1)
                .with("/total", 2);
        bob.get("/api/me/catchup?since=" + lastSeen)
                .with("/events/0/type", "channel_message_summary")
                .with("/events/0/count", 1)
                .with("/events/1/type", "thread_status_changed")
                .with("/events/1/thread_id", thread)
                .with("/events/1/to", "resolved")
                .with("/has_more", false);
        bob.get("/api/inbox?since=" + lastSeen).with("/0/content", THANKS);
        bob.get("/api/threads/" + thread + "/artifacts").with("/0/content", FINAL);
    }
}
