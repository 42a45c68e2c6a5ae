package dev.parley.server.idempotency;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.List;

/**
 * An organisation in which everything can be done once.
 *
 * @param ada began everything, and is an administrator
 * @param bob takes part in the thread
 * @param eve does not; she has asked to join the club
 * @param channel between Ada and Bob
 * @param thread open to all; it has a message and an artifact named {@code plan}
 * @param club whom it admits its participants decide
 */
record RepeatStage(
        TestOrg org,
        TestBot ada,
        TestBot bob,
        TestBot eve,
        String channel,
        String thread,
        String message,
        String club,
        String joinRequest) {

    static RepeatStage on(TestHub hub) {
        TestOrg org = hub.org();
        TestBot ada = org.adminBot("ada");
        TestBot bob = org.bot("bob");
        TestBot eve = org.bot("eve");
        String channel = ada.sendTo(bob, "hello");
        String thread = ada.openThread("plans", bob);
        String message = id(ada.http().post("/api/threads/" + thread + "/messages", Fields.of("content", "first")));
        id(ada.http()
                .post("/api/threads/" + thread + "/artifacts", Fields.of("artifact_key", "plan", "content", "one")));
        String club = id(ada.http().post("/api/threads", Fields.of("topic", "club", "join_policy", "approval")));
        String request = eve.http()
                .post("/api/threads/" + club + "/join")
                .json()
                .path("request_id")
                .asString();
        return new RepeatStage(org, ada, bob, eve, channel, thread, message, club, request);
    }

    /** A body that is hard to keep to the byte. */
    Object speech() {
        return Fields.of(
                "content",
                "@bob déjà vu \uD83D\uDE00",
                "parts",
                List.of(Fields.of(
                        "type", "json", "content", Fields.of("z", 1.50, "a", List.of(1e21, "\u2028"), "n", null))),
                "metadata",
                Fields.of("z", 0.10, "a", "\"quoted\\\""),
                "reply_to",
                message);
    }

    private static String id(Answer made) {
        if (made.status() != 200) {
            throw new IllegalStateException("Not made: " + made);
        }
        return made.json().path("id").asString();
    }
}
