package dev.parley.server.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.journal.Position;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Ids;
import dev.parley.protocol.Json;
import dev.parley.protocol.catchup.CatchUpEvent;
import dev.parley.protocol.catchup.CatchUpType;
import dev.parley.server.testing.Deeds;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Catch-up of a whole hub against the {@link Model} of its {@link History}: while bots write through both doors, and
 * afterwards. What went wrong is repeated, as far as threads allow, with {@code -Dparley.seed=} and the seed of the failure.
 */
interface CatchUpHistoryContract {

    int BOTS = 5;
    int WRITERS = 4;
    int DEEDS = 60;
    int READERS = 2;

    /** Of each reader, while others write. */
    int READINGS = 25;

    TestHub hub();

    @Test
    @Timeout(180)
    default void pagesAndCountsAreThoseOfTheHistory() {
        long seed = Long.getLong("parley.seed", System.nanoTime());
        TestOrg org = hub().org().unlimited();
        List<TestBot> bots =
                IntStream.range(0, BOTS).mapToObj(i -> org.bot("bot" + i)).toList();
        hub().inDatabase(database -> {
            new Trial(seed, org, bots, database).run();
            return true;
        });
    }

    /** A page, and the last position that was certainly taken when it was asked for. */
    record Seen(long head, List<JsonNode> events) {}

    /** All pages, from the first to the one without more. */
    record Reading(BotId bot, long since, int limit, List<Seen> pages) {

        List<JsonNode> events() {
            return pages.stream().flatMap(page -> page.events.stream()).toList();
        }

        long position(JsonNode event) {
            return EventIds.position(bot, event.path("event_id").asString()).orElseThrow();
        }
    }

    /** One random history. */
    record Trial(long seed, TestOrg org, List<TestBot> bots, Database database) {

        private static final String HEAD = "SELECT position FROM org_positions WHERE org_id = $1";

        void run() {
            long start = System.currentTimeMillis() - 1;
            Deeds deeds = new Deeds(org, bots);
            deeds.begin();
            AtomicBoolean done = new AtomicBoolean();
            List<CompletableFuture<List<Reading>>> readers = IntStream.range(0, READERS)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> read(new Random(seed - i), start, done)))
                    .toList();
            List<CompletableFuture<Void>> writers = IntStream.range(0, WRITERS)
                    .mapToObj(i -> CompletableFuture.runAsync(() -> deeds.act(new Random(seed + i + 1), DEEDS)))
                    .toList();
            writers.forEach(CompletableFuture::join);
            done.set(true);

            Model model = History.of(database, orgId());
            for (CompletableFuture<List<Reading>> reader : readers) {
                assertThat(reader.join()).isNotEmpty().allSatisfy(reading -> assertExactAndComplete(model, reading));
            }
            assertThat(bots.stream()
                            .map(bot -> BotId.parse(bot.id()).orElseThrow())
                            .flatMap(bot -> model.missed(bot, 0, Long.MAX_VALUE).stream())
                            .map(CatchUpEvent::type))
                    .as("seed %d: everything that can be missed was missed", seed)
                    .contains(CatchUpType.values());
            Random random = new Random(seed);
            for (int i = 0; i < 20; i++) {
                assertIsTheModel(model, read(random, start));
            }
        }

        private UUID orgId() {
            return Ids.parse(org.id()).orElseThrow();
        }

        private List<Reading> read(Random random, long start, AtomicBoolean done) {
            List<Reading> readings = new ArrayList<>();
            while (!done.get() && readings.size() < READINGS) {
                readings.add(read(random, start));
            }
            return readings;
        }

        private Reading read(Random random, long start) {
            TestBot bot = bots.get(random.nextInt(bots.size()));
            long now = System.currentTimeMillis();
            long since = random.nextInt(3) == 0 ? start : start + random.nextLong(now - start);
            int limit = 1 + random.nextInt(10);
            String path = "/api/me/catchup?since=" + since + "&limit=" + limit;
            List<Seen> pages = new ArrayList<>();
            JsonNode page = page(bot, path, pages);
            while (page.path("has_more").booleanValue()) {
                page = page(bot, path + "&cursor=" + page.path("cursor").asString(), pages);
            }
            return new Reading(BotId.parse(bot.id()).orElseThrow(), since, limit, pages);
        }

        private JsonNode page(TestBot bot, String path, List<Seen> pages) {
            long head =
                    database.one(HEAD, row -> row.number("position"), orgId()).block();
            JsonNode page = bot.http().get(path).json();
            pages.add(new Seen(head, page.path("events").valueStream().toList()));
            return page;
        }

        /** What was read while others wrote. */
        private void assertExactAndComplete(Model model, Reading reading) {
            Map<String, Long> lastSeen = new HashMap<>();
            long before = -1;
            for (JsonNode event : reading.events()) {
                long position = reading.position(event);
                assertThat(position).as("seed %d: in order, none twice", seed).isGreaterThan(before);
                List<JsonNode> missed = missed(model, reading, position);
                assertThat(timeless(event))
                        .as("seed %d: an event tells exactly what it stood for", seed)
                        .isEqualTo(timeless(missed.get(missed.size() - 1)));
                lastSeen.put(subject(event), position);
                before = position;
            }
            long head = reading.pages.get(reading.pages.size() - 1).head;
            assertThat(missed(model, reading, head))
                    .as("seed %d: nothing is skipped of what there was when the last page was asked for", seed)
                    .allSatisfy(event -> assertThat(lastSeen.get(subject(event)))
                            .as(event.toString())
                            .isNotNull()
                            .isGreaterThanOrEqualTo(reading.position(event)));
            assertPagesAreFull(reading);
        }

        private void assertPagesAreFull(Reading reading) {
            assertThat(reading.pages.subList(0, reading.pages.size() - 1))
                    .as("seed %d", seed)
                    .allSatisfy(page -> assertThat(page.events).hasSize(reading.limit));
        }

        /** What was read after everything had been done. */
        private void assertIsTheModel(Model model, Reading reading) {
            assertThat(reading.events()).as("seed %d", seed).isEqualTo(missed(model, reading, Long.MAX_VALUE));
            assertPagesAreFull(reading);
            TestBot bot = bots.stream()
                    .filter(known -> known.id().equals(reading.bot.toString()))
                    .findFirst()
                    .orElseThrow();
            assertThat(bot.http()
                            .get("/api/me/catchup/count?since=" + reading.since)
                            .json())
                    .as("seed %d", seed)
                    .isEqualTo(json(model.count(reading.bot, Position.last(reading.since))));
        }

        private static List<JsonNode> missed(Model model, Reading reading, long until) {
            List<CatchUpEvent> missed = model.missed(reading.bot, Position.last(reading.since), until);
            return missed.stream().map(Trial::json).toList();
        }

        private static JsonNode json(Object value) {
            return Json.parse(Json.write(value)).orElseThrow();
        }

        /** Without the topic that a thread had when it was read: a summary of messages tells the current one. */
        private static JsonNode timeless(JsonNode event) {
            return event.path("type").asString().equals("thread_message_summary")
                    ? ((ObjectNode) event.deepCopy()).without("topic")
                    : event;
        }

        /** What stays the same of an event while it grows. */
        private static String subject(JsonNode event) {
            String type = event.path("type").asString();
            return switch (type) {
                case "thread_message_summary", "thread_artifact_added" ->
                    type + event.path("thread_id").asString();
                case "channel_message_summary" ->
                    type + event.path("channel_id").asString();
                default -> event.path("event_id").asString();
            };
        }
    }
}
