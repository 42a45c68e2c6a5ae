package dev.parley.server.events;

import dev.parley.server.client.Answer;
import dev.parley.server.client.HubClient;
import dev.parley.server.testing.TestHub;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;

/** Polls of a test's hub, and what they are answered. */
record Polls(TestHub hub) {

    /** Longer than any test lasts: whoever waits so long is answered for another reason. */
    static final int LONG = 29;

    /** A poll that waits blocks one of them. */
    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "poll");
        thread.setDaemon(true);
        return thread;
    });

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** A page, which must be one. */
    static JsonNode page(HubClient client, String query) {
        Answer answer = client.get("/api/events?" + query);
        if (answer.status() != 200) {
            throw new AssertionError(answer.toString());
        }
        return answer.json();
    }

    static JsonNode page(HubClient client, long since) {
        return page(client, "since=" + since);
    }

    /** Where the journal ends. */
    static long end(HubClient client) {
        return position(page(client, "since=latest"));
    }

    static long position(JsonNode pageOrEvent) {
        return pageOrEvent.path("position").longValue();
    }

    static String outcome(JsonNode page) {
        return page.path("outcome").asString();
    }

    static List<JsonNode> events(JsonNode page) {
        return page.path("events").valueStream().toList();
    }

    static List<String> types(JsonNode page) {
        return events(page).stream().map(event -> event.path("type").asString()).toList();
    }

    /** Of the messages on a page. */
    static List<String> contents(JsonNode page) {
        return events(page).stream()
                .map(event -> event.at("/message/content").asString(""))
                .filter(content -> !content.isEmpty())
                .toList();
    }

    /** Page after page, until there is no more. */
    static List<JsonNode> all(HubClient client, long since, int limit) {
        List<JsonNode> pages = new ArrayList<>();
        JsonNode page = page(client, "since=" + since + "&limit=" + limit);
        pages.add(page);
        while (page.path("has_more").booleanValue()) {
            page = page(client, "since=" + position(page) + "&limit=" + limit);
            pages.add(page);
        }
        return pages;
    }

    /** Polls and waits. */
    static CompletableFuture<Answer> waiting(HubClient client, long since) {
        return CompletableFuture.supplyAsync(() -> client.get("/api/events?since=" + since + "&wait=" + LONG), THREADS);
    }

    /** Returns when so many polls wait at the hub. */
    void awaitWaiting(int polls) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (waitingNow() != polls) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(waitingNow() + " polls wait, not " + polls);
            }
            Thread.onSpinWait();
        }
    }

    private int waitingNow() {
        return (int) hub.hub().meters().get("parley.polls.waiting").gauge().value();
    }
}
