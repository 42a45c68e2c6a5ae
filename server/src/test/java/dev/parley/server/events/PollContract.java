package dev.parley.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.journal.Position;
import dev.parley.persistence.journal.SqlJournalRepository;
import dev.parley.protocol.Json;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Scope;
import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a poll is answered that does not wait. */
interface PollContract {

    int WRITERS = 6;
    int MESSAGES = 1_200;

    TestHub hub();

    @Test
    default void aFirstPollLearnsWhereTheJournalEnds() {
        TestBot bob = hub().org().bot("bob");
        Answer answer = bob.http().get("/api/events");
        JsonNode page = answer.json();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(page.propertyNames()).containsExactly("outcome", "epoch", "position", "events", "has_more");
        assertThat(Polls.outcome(page)).isEqualTo("live");
        assertThat(page.path("epoch").asString()).isNotEmpty();
        assertThat(Polls.events(page)).isEmpty();
        assertThat(page.path("has_more").booleanValue()).isFalse();
        assertThat(Polls.position(page)).isLessThan(Position.first(System.currentTimeMillis() + 60_000));
    }

    @Test
    default void noAnswerIsTakenForAnEarlierOne() {
        TestBot bob = hub().org().bot("bob");
        Answer answer = bob.http().get("/api/events");
        assertThat(answer.header("Cache-Control")).hasValue("no-store");
        assertThat(answer.header("ETag")).isEmpty();
        assertThat(bob.http().with("If-None-Match", "*").get("/api/events").status())
                .isEqualTo(200);
    }

    @Test
    default void theFramesAreThoseOfTheSocketWithTheirPositions() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        long before = Polls.end(bob.http());
        List<JsonNode> pushed = new ArrayList<>();
        try (HubSocket socket = bob.connect()) {
            alice.sendTo(bob, "caf\u00e9 \ud83d\ude80 \"quoted\" \\ 1.50");
            alice.openThread("Plan", bob);
            pushed.add(socket.next("channel_created"));
            IntStream.range(0, 4).forEach(i -> pushed.add(socket.next()));
        }
        JsonNode page = Polls.page(bob.http(), before);
        assertThat(Polls.outcome(page)).isEqualTo("replay");
        List<Long> positions = Polls.events(page).stream().map(Polls::position).toList();
        assertThat(positions).isSorted().doesNotHaveDuplicates().allMatch(position -> position > before);
        assertThat(Polls.events(page).stream().map(event -> ((ObjectNode) event).without("position")))
                .isEqualTo(pushed);
        assertThat(Polls.page(bob.http(), Polls.position(page)).path("events")).isEmpty();
    }

    @Test
    default void whatIsNoCursorIsRefused() {
        TestBot bob = hub().org().bot("bob");
        Stream.of(
                        "since=-1",
                        "since=",
                        "since=1.5",
                        "since=soon",
                        "since=9223372036854775808",
                        "since=0&epoch=" + "x".repeat(33),
                        "since=0&wait=61",
                        "since=0&wait=-1",
                        "since=0&wait=soon")
                .forEach(query -> {
                    Answer answer = bob.http().get("/api/events?" + query);
                    assertThat(answer.status() + " " + answer.code()).as(query).isEqualTo("400 VALIDATION_ERROR");
                });
        Answer beyond = bob.http().get("/api/events?since=0&limit=100000");
        assertThat(beyond.status()).isEqualTo(200);
    }

    @Test
    default void aTokenNeedsTheScopeRead() {
        TestBot bob = hub().org().bot("bob");
        HubClient reader = hub().client().withToken(hub().scopedToken(bob, Scope.READ));
        HubClient sender = hub().client().withToken(hub().scopedToken(bob, Scope.MESSAGE));
        assertThat(reader.get("/api/events").status()).isEqualTo(200);
        assertThat(sender.get("/api/events").code()).isEqualTo("INSUFFICIENT_SCOPE");
    }

    @Test
    default void aCursorThatLeadsNowhereIsResetToTheEnd() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        long first = Polls.end(bob.http());
        alice.sendTo(bob, "one");
        JsonNode end = Polls.page(bob.http(), first);
        long last = Polls.position(end);
        String epoch = end.path("epoch").asString();

        assertReset(Polls.page(bob.http(), "since=" + first + "&epoch=another"), "epoch_changed", last);
        assertReset(Polls.page(bob.http(), last + 1), "ahead", last);
        assertThat(Polls.contents(Polls.page(bob.http(), "since=" + first + "&epoch=" + epoch)))
                .containsExactly("one");

        long gone = hub().inDatabase(database -> new SqlJournalRepository()
                .announcePurge(database, OrgId.parse(org.id()).orElseThrow(), last)
                .block());
        assertReset(Polls.page(bob.http(), gone - 1), "expired", last);
        assertThat(Polls.outcome(Polls.page(bob.http(), gone))).isEqualTo("replay");
        assertThat(Polls.outcome(Polls.page(bob.http(), last))).isEqualTo("live");
    }

    private static void assertReset(JsonNode page, String reason, long end) {
        assertThat(page.propertyNames())
                .containsExactly("outcome", "epoch", "position", "reason", "events", "has_more");
        assertThat(Polls.outcome(page)).isEqualTo("reset");
        assertThat(page.path("reason").asString()).isEqualTo(reason);
        assertThat(Polls.position(page)).isEqualTo(end);
        assertThat(page.path("events")).isEmpty();
        assertThat(page.path("has_more").booleanValue()).isFalse();
    }

    @Test
    default void aBotIsToldWhatItWasThereFor() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        TestBot carol = org.bot("carol");
        TestBot stranger = hub().org().bot("stranger");
        long before = Polls.end(carol.http());
        String thread = "/api/threads/" + alice.openThread("Plan", bob);
        post(alice, thread, "before carol");
        alice.http().post(thread + "/participants", Fields.of("bot_id", carol.id()));
        post(alice, thread, "with carol");
        alice.http().delete(thread + "/participants/" + carol.id());
        post(alice, thread, "after carol");
        alice.sendTo(bob, "in private");

        assertThat(contents(carol, before)).containsExactly("with carol");
        assertThat(contents(bob, before)).containsExactly("before carol", "with carol", "after carol", "in private");
        assertThat(Polls.page(stranger.http(), 0).toString()).doesNotContain("carol", org.id());
    }

    private static void post(TestBot bot, String thread, String content) {
        Answer answer = bot.http().post(thread + "/messages", Fields.of("content", content));
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    }

    private static List<String> contents(TestBot bot, long since) {
        return Polls.all(bot.http(), since, 2).stream()
                .flatMap(page -> Polls.contents(page).stream())
                .toList();
    }

    /** While others write, and afterwards from the beginning. */
    @Test
    default void pageAfterPageTellsEverythingOnceAndInOrder() {
        TestOrg org = hub().org().unlimited();
        TestBot reader = org.bot("reader");
        List<TestBot> writers =
                IntStream.range(0, WRITERS).mapToObj(i -> org.bot("writer" + i)).toList();
        long before = Polls.end(reader.http());
        List<CompletableFuture<Void>> writing = writers.stream()
                .map(writer -> CompletableFuture.runAsync(() -> IntStream.range(0, MESSAGES / WRITERS)
                        .forEach(i -> writer.sendTo(reader, writer.name() + " " + i))))
                .toList();
        List<JsonNode> seen = new ArrayList<>();
        long position = before;
        while (!writing.stream().allMatch(CompletableFuture::isDone)) {
            position = read(reader, position, seen);
        }
        writing.forEach(CompletableFuture::join);
        read(reader, position, seen);
        assertEverythingOnce(seen, writers);

        List<JsonNode> pages = Polls.all(reader.http(), before, 500);
        assertThat(pages).extracting(page -> page.path("events").size()).containsExactly(500, 500, 200 + WRITERS);
        assertThat(pages)
                .extracting(page -> page.path("has_more").booleanValue())
                .containsExactly(true, true, false);
        assertThat(pages.stream().flatMap(page -> Polls.events(page).stream())).isEqualTo(seen);
    }

    private static long read(TestBot reader, long since, List<JsonNode> seen) {
        List<JsonNode> pages = Polls.all(reader.http(), since, 50);
        pages.forEach(page -> seen.addAll(Polls.events(page)));
        return Polls.position(pages.get(pages.size() - 1));
    }

    private static void assertEverythingOnce(List<JsonNode> seen, List<TestBot> writers) {
        assertThat(seen.stream().map(Polls::position)).isSorted().doesNotHaveDuplicates();
        Set<String> told = new HashSet<>();
        seen.forEach(event -> assertThat(told.add(Json.write(event))).isTrue());
        for (TestBot writer : writers) {
            assertThat(seen.stream()
                            .map(event -> event.at("/message/content").asString(""))
                            .filter(content -> content.startsWith(writer.name() + " ")))
                    .isEqualTo(IntStream.range(0, MESSAGES / WRITERS)
                            .mapToObj(i -> writer.name() + " " + i)
                            .toList());
        }
    }
}
