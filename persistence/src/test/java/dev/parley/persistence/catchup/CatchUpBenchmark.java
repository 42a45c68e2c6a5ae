package dev.parley.persistence.catchup;

import dev.parley.persistence.Database;
import dev.parley.persistence.Migrations;
import dev.parley.persistence.h2.H2Database;
import dev.parley.persistence.member.MemberRepository;
import dev.parley.persistence.postgres.PostgresDatabase;
import dev.parley.persistence.testing.TestPostgres;
import dev.parley.protocol.catchup.CatchUpType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How long a page of catch-up takes a bot in 5,000 threads with 200,000 entries: all of them, and a window of each length.
 * Run: {@code java -cp … dev.parley.persistence.catchup.CatchUpBenchmark h2} or {@code postgres}; PostgreSQL is the one
 * {@code TEST_PG_URL} names, else the tests' own.
 */
final class CatchUpBenchmark {

    private static final int TOPICS = 5_000;
    private static final int ENTRIES = 200_000;
    private static final int SLICE = 10_000;
    private static final int TIMES = 20;

    private CatchUpBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Files.createTempDirectory("catchup-benchmark");
        Database database = arguments[0].equals("h2")
                ? H2Database.open(directory).block()
                : PostgresDatabase.open(TestPostgres.createDatabase(), 4).block();
        Migrations.run(database).block();
        Story story = fill(database);
        if (!arguments[0].equals("h2")) {
            Stream.of("journal", "members").forEach(table -> database.execute("VACUUM ANALYZE " + table)
                    .block());
        }
        for (int window : new int[] {ENTRIES, ENTRIES, 20_000, 2_000, 200}) {
            long since = (long) ENTRIES - window;
            measure("first page, " + window + " entries missed", i -> story.missed(since - i, since - i, 51));
            long middle = since + window / 2;
            measure("page in the middle", i -> story.missed(since - i, middle, 51));
            measure("count", i -> story.counted(since - i));
        }
        database.close().block();
    }

    /** @param question never the same twice, as H2 remembers the answer to its last query */
    private static void measure(String what, LongConsumer question) {
        long[] nanos = new long[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long started = System.nanoTime();
            question.accept(i);
            nanos[i] = System.nanoTime() - started;
        }
        long[] sorted =
                IntStream.range(0, TIMES).mapToLong(i -> nanos[i]).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%-40s median %.1f ms, max %.1f ms%n",
                what,
                sorted[TIMES / 2] / 1e6,
                sorted[TIMES - 1] / 1e6);
    }

    private static Story fill(Database database) {
        Story story = Story.in(database);
        List<UUID> topics = Stream.generate(UUID::randomUUID).limit(TOPICS).toList();
        List<Object[]> stays = topics.stream()
                .flatMap(topic -> Stream.of(story.me(), story.other())
                        .map(bot -> MemberRepository.joined(story.org().id(), topic, bot, 1, null)))
                .toList();
        database.insert(MemberRepository.INTO, stays).block();
        for (int from = 1; from <= ENTRIES; from += SLICE) {
            List<Object[]> rows = IntStream.range(from, from + SLICE)
                    .mapToObj(i -> story.row(
                            topics.get((int) (i * 7_919L % TOPICS)),
                            i,
                            story.other(),
                            i % 20 == 0 ? CatchUpType.THREAD_STATUS_CHANGED : CatchUpType.THREAD_MESSAGE_SUMMARY,
                            i % 20 == 0 ? "{}" : null))
                    .toList();
            database.insert(Story.JOURNAL, rows).block();
        }
        return story;
    }
}
