package dev.parley.server.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.OrgId;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.Deeds;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** A WebSocket goes on where another ended: with the same frames, without a gap, and says so first. */
interface ResumeContract {

    TestHub hub();

    @Test
    default void fromNowOnMissesNothing() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        try (HubSocket socket = bob.http().resume("since=latest")) {
            JsonNode resume = socket.next();
            assertThat(resume.path("type").asString()).isEqualTo("resume");
            assertThat(resume.path("outcome").asString()).isEqualTo("live");
            assertThat(resume.path("epoch").asString()).matches("[0-9a-f]{1,16}");
            assertThat(resume.propertyNames()).containsExactly("type", "outcome", "epoch", "position");

            alice.sendTo(bob, "hello");
            long created = position(socket.next("channel_created"));
            assertThat(created).isGreaterThan(position(resume));
            assertThat(position(socket.next("message"))).isGreaterThan(created);
        }
    }

    @Test
    default void aPlainConnectionIsToldNothingOfPositions() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        try (HubSocket socket = bob.connect()) {
            socket.send(Fields.of("type", "ping"));
            assertThat(socket.next().path("type").asString()).isEqualTo("pong");
            alice.sendTo(bob, "hello");
            assertThat(socket.next("message").has("position")).isFalse();
        }
    }

    @Test
    default void positionsAloneResumeNothing() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        try (HubSocket socket = bob.http().resume("positions=1")) {
            socket.send(Fields.of("type", "ping"));
            assertThat(socket.next().path("type").asString()).isEqualTo("pong");
            alice.sendTo(bob, "hello");
            assertThat(socket.next("message").path("position").isIntegralNumber())
                    .isTrue();
        }
    }

    @Test
    default void whatWasMissedFollowsAsItWasSentToOthers() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        try (HubSocket witness = alice.http().resume("since=latest")) {
            JsonNode start = witness.next();
            String thread = alice.openThread("plans", bob);
            alice.sendTo(bob, "one \u00e9\ud83d\ude00");
            List<JsonNode> pushed = untilMessage(witness, "one \u00e9\ud83d\ude00");

            try (HubSocket socket = bob.http().resume(since(start))) {
                JsonNode resume = socket.next();
                assertThat(resume.path("outcome").asString()).isEqualTo("replay");
                assertThat(resume.path("count").asInt()).isEqualTo(pushed.size());
                assertThat(resume.path("position").asLong()).isEqualTo(position(pushed.get(pushed.size() - 1)));
                assertThat(journaled(socket, pushed.size())).isEqualTo(pushed);

                alice.http().post("/api/threads/" + thread + "/messages", Fields.of("content", "two"));
                assertThat(socket.next("thread_message").at("/message/content").asString())
                        .isEqualTo("two");
            }
        }
    }

    @Test
    default void theSecondTimeNothingIsMissing() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        alice.sendTo(bob, "hello");
        try (HubSocket first = bob.http().resume("since=0")) {
            JsonNode replayed = first.next();
            assertThat(replayed.path("outcome").asString()).isEqualTo("replay");
            try (HubSocket second = bob.http().resume(since(replayed))) {
                assertThat(second.next().path("outcome").asString()).isEqualTo("live");
            }
        }
    }

    @Test
    default void anotherHistoryCannotBeReplayed() {
        TestBot bob = hub().org().bot("bob");
        assertReset(bob, "since=0&epoch=before-the-backup", "epoch_changed");
    }

    @Test
    default void aPositionThatIsYetToComeIsNoneToGoOnFrom() {
        TestBot bob = hub().org().bot("bob");
        assertReset(bob, "since=" + Long.MAX_VALUE, "ahead");
    }

    @Test
    default void whatIsTooOldCannotBeReplayed() {
        TestOrg org = hub().org();
        TestBot bob = org.bot("bob");
        long position = latest(bob);
        hub().inDatabase(database -> database.execute(
                        "UPDATE org_positions SET purged_position = $2 WHERE org_id = $1",
                        OrgId.parse(org.id()).orElseThrow().value(),
                        position)
                .block());
        assertReset(bob, "since=" + (position - 1), "expired");
        try (HubSocket socket = bob.http().resume("since=" + position)) {
            assertThat(socket.next().path("outcome").asString()).isEqualTo("live");
        }
    }

    @Test
    default void anAdministratorBeginsAnew() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        try (HubSocket socket = org.admin().resume("since=0")) {
            JsonNode resume = socket.next();
            assertThat(resume.path("outcome").asString()).isEqualTo("reset");
            assertThat(resume.path("reason").asString()).isEqualTo("administrator");
            alice.sendTo(bob, "hello");
            assertThat(position(socket.next("channel_created"))).isGreaterThan(position(resume));
        }
        try (HubSocket socket = org.admin().resume("since=latest")) {
            assertThat(socket.next().path("outcome").asString()).isEqualTo("live");
        }
    }

    @Test
    default void whatIsNoPositionIsRefusedWithTheReason() {
        TestBot bob = hub().org().bot("bob");
        Stream.of("since=", "since=-1", "since=yesterday", "since=1&epoch=" + "x".repeat(33), "since=1.5")
                .forEach(query -> {
                    HubSocket.Close close = bob.http().resume(query).closed();
                    assertThat(close.code()).as(query).isEqualTo(1008);
                    assertThat(close.reason()).contains("must be");
                });
    }

    @Test
    default void moreThanAPageIsReplayedInOrder() {
        TestOrg org = hub().org().unlimited();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        long start = latest(bob);
        int messages = 2 * Feed.MAX_PAGE + 7;
        try (HubSocket socket = alice.connect()) {
            IntStream.range(0, messages)
                    .forEach(i -> socket.send(Fields.of("type", "send_dm", "to", bob.id(), "content", "m" + i)));
            untilMessage(socket, "m" + (messages - 1));
        }
        alice.sendTo(bob, "x".repeat(60_000));
        try (HubSocket socket = bob.http().resume("since=" + start)) {
            assertThat(socket.next().path("count").asInt()).isEqualTo(messages + 2);
            List<JsonNode> frames = journaled(socket, messages + 2);
            assertThat(frames.subList(1, messages + 1))
                    .extracting(frame -> frame.at("/message/content").asString())
                    .isEqualTo(
                            IntStream.range(0, messages).mapToObj(i -> "m" + i).toList());
            assertRising(frames);
        }
    }

    @Test
    default void whatAClientSendsIsHandledOnceItKnowsWhatItMissed() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        long start = latest(bob);
        alice.sendTo(bob, "hello");
        try (HubSocket socket = bob.http().resume("since=" + start)) {
            socket.send(Fields.of("type", "ping"));
            assertThat(Stream.generate(socket::next).limit(4))
                    .extracting(frame -> frame.path("type").asString())
                    .containsExactly("resume", "channel_created", "message", "pong");
        }
    }

    /** Whoever was there all the time, and whoever comes again and again, are told the same. */
    @Test
    @Timeout(120)
    default void aReplayIsWhatWasPushed() {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        TestOrg org = hub().org().unlimited();
        List<TestBot> bots =
                IntStream.range(0, 4).mapToObj(i -> org.bot("bot" + i)).toList();
        List<TestBot> watchers =
                Stream.concat(bots.stream(), Stream.of(org.adminBot("boss"))).toList();
        long start = latest(watchers.get(watchers.size() - 1));
        List<HubSocket> witnesses = watchers.stream()
                .map(bot -> bot.http().resume("since=" + start))
                .toList();
        Deeds deeds = new Deeds(org, bots);
        deeds.begin();
        CompletableFuture<?> writers = CompletableFuture.allOf(IntStream.range(0, 3)
                .mapToObj(i -> CompletableFuture.runAsync(() -> deeds.act(new Random(seed + i), 60)))
                .toArray(CompletableFuture<?>[]::new));
        List<CompletableFuture<List<JsonNode>>> visitors = watchers.stream()
                .map(bot -> CompletableFuture.supplyAsync(() -> visits(bot, start, new Random(seed), writers)))
                .toList();
        writers.join();

        for (int i = 0; i < watchers.size(); i++) {
            TestBot bot = watchers.get(i);
            long end = latest(bot);
            List<JsonNode> pushed = upTo(end, witnesses.get(i), bot);
            assertSame(visitors.get(i).join(), pushed, "seed " + seed + ", visits of " + bot.name());
            assertSame(replayed(bot, start), pushed, "seed " + seed + ", replay of " + bot.name());
            assertRising(pushed);
            witnesses.get(i).close();
        }
    }

    /** Connects, receives some, leaves and comes again, until there is nothing new any more. */
    private static List<JsonNode> visits(TestBot bot, long start, Random random, CompletableFuture<?> writers) {
        List<JsonNode> all = new ArrayList<>();
        long at = start;
        boolean last = false;
        while (!last) {
            last = writers.isDone();
            try (HubSocket socket = bot.http().resume("since=" + at)) {
                JsonNode resume = socket.next();
                int count = resume.path("count").asInt(0) + (last ? 0 : random.nextInt(3));
                if (last) {
                    all.addAll(journaled(socket, count));
                } else {
                    all.addAll(received(socket, count));
                }
            }
            at = all.isEmpty() ? start : position(all.get(all.size() - 1));
        }
        return all;
    }

    /** At most as many journaled frames, and no more than came by the answer to a ping. */
    private static List<JsonNode> received(HubSocket socket, int most) {
        List<JsonNode> frames = new ArrayList<>();
        socket.send(Fields.of("type", "ping"));
        JsonNode frame = socket.next();
        while (!frame.path("type").asString().equals("pong") && frames.size() < most) {
            if (frame.has("position")) {
                frames.add(frame);
            }
            frame = socket.next();
        }
        return frames;
    }

    private static List<JsonNode> replayed(TestBot bot, long start) {
        try (HubSocket socket = bot.http().resume("since=" + start)) {
            return journaled(socket, socket.next().path("count").asInt());
        }
    }

    /** What a connection was told up to a position, without its first frame. */
    private static List<JsonNode> upTo(long end, HubSocket socket, TestBot bot) {
        List<JsonNode> frames = new ArrayList<>();
        socket.send(Fields.of("type", "ping"));
        JsonNode frame = socket.next();
        while (!frame.path("type").asString().equals("pong")) {
            if (frame.has("position") && !frame.path("type").asString().equals("resume")) {
                assertThat(position(frame)).as(bot.name()).isLessThanOrEqualTo(end);
                frames.add(frame);
            }
            frame = socket.next();
        }
        return frames;
    }

    private static void assertReset(TestBot bot, String query, String reason) {
        long end = latest(bot);
        try (HubSocket socket = bot.http().resume(query)) {
            JsonNode resume = socket.next();
            assertThat(resume.path("outcome").asString()).isEqualTo("reset");
            assertThat(resume.path("reason").asString()).isEqualTo(reason);
            assertThat(position(resume)).isEqualTo(end);
            assertThat(resume.has("count")).isFalse();
        }
    }

    private static long latest(TestBot bot) {
        try (HubSocket socket = bot.http().resume("since=latest")) {
            return position(socket.next("resume"));
        }
    }

    private static String since(JsonNode resume) {
        return "since=" + position(resume) + "&epoch=" + resume.path("epoch").asString();
    }

    private static List<JsonNode> untilMessage(HubSocket socket, String content) {
        List<JsonNode> frames = new ArrayList<>();
        do {
            frames.add(socket.next());
        } while (!frames.get(frames.size() - 1)
                .at("/message/content")
                .asString("")
                .equals(content));
        return frames;
    }

    /** The next so many frames that are journaled. */
    private static List<JsonNode> journaled(HubSocket socket, int count) {
        return Stream.generate(socket::next)
                .filter(frame -> frame.has("position"))
                .limit(count)
                .toList();
    }

    private static void assertSame(List<JsonNode> frames, List<JsonNode> pushed, String what) {
        assertThat(frames.stream().filter(frame -> !pushed.contains(frame)))
                .as(what)
                .isEmpty();
        assertThat(pushed.stream().filter(frame -> !frames.contains(frame)))
                .as(what)
                .isEmpty();
        assertThat(frames)
                .extracting(ResumeContract::position)
                .as(what)
                .isEqualTo(pushed.stream().map(ResumeContract::position).toList());
    }

    private static void assertRising(List<JsonNode> frames) {
        assertThat(frames).extracting(ResumeContract::position).isSorted().doesNotHaveDuplicates();
    }

    private static long position(JsonNode frame) {
        return frame.path("position").asLong();
    }
}
