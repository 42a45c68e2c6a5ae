package dev.parley.server.history;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubSocket;
import dev.parley.server.process.TestCluster;
import dev.parley.server.testing.Eventually;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestOrg;

/** Two bots of an organisation in which nothing else happens: one looks where the other one is. */
final class Onlookers {

    private final TestCluster cluster;
    private final TestBot watcher;
    private final TestBot subject;

    Onlookers(TestCluster cluster) {
        this.cluster = cluster;
        TestOrg org = TestOrg.create(cluster.client(1), TestCluster.ADMIN_SECRET, "onlookers")
                .unlimited();
        watcher = org.bot("watcher");
        subject = org.bot("subject");
    }

    HubSocket connectSubject(int node) {
        return cluster.client(node).withToken(subject.token()).connect();
    }

    /** Waits until a node knows that the subject is online, or not: half a minute at most. */
    void awaitSubject(int node, boolean online) {
        Eventually.get(() -> isOnline(node), now -> now == online);
    }

    private boolean isOnline(int node) {
        Answer bots = cluster.client(node).withToken(watcher.token()).get("/api/bots");
        for (var bot : bots.json()) {
            if (bot.path("id").asString("").equals(subject.id())) {
                return bot.path("online").asBoolean();
            }
        }
        throw new AssertionError("The subject is gone: " + bots);
    }

    /** Has a node write something. */
    Answer send(int node) {
        return cluster.client(node)
                .withToken(watcher.token())
                .post("/api/send", Fields.of("to", subject.id(), "content", "hello"));
    }
}
