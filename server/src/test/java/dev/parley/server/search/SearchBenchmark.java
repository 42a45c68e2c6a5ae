package dev.parley.server.search;

import dev.parley.persistence.Database;
import dev.parley.persistence.Migrations;
import dev.parley.persistence.h2.H2Database;
import dev.parley.persistence.postgres.PostgresDatabase;
import dev.parley.persistence.search.SearchKind;
import dev.parley.persistence.search.SqlSearchIndexRepository;
import dev.parley.persistence.testing.Talk;
import dev.parley.persistence.testing.TestPostgres;
import dev.parley.persistence.thread.SqlThreadRepository;
import dev.parley.persistence.thread.ThreadCursor;
import dev.parley.persistence.thread.ThreadFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How fast messages are indexed and found, beside a scan; not a test. Arguments: {@code h2} or {@code postgres}, a number of
 * messages, {@code english} or {@code chinese}; with English, half as many threads are searched by their topics, too.
 */
final class SearchBenchmark {

    private static final int BATCH = 1_000;
    private static final int VOCABULARY = 20_000;
    private static final String SCAN = """
            SELECT id FROM messages
             WHERE org_id = $1 AND lower(content) LIKE $2
             ORDER BY position DESC LIMIT 20
            """;

    private final Random random = new Random(1);
    private final List<String> words;
    private final boolean chinese;
    private final Database database;
    private final CountedQueries counted;
    private final Talk talk;
    private final SqlSearchIndexRepository index = new SqlSearchIndexRepository();
    private final SearchIndexer indexer;
    private final MessageSearch search;

    private SearchBenchmark(Database database, boolean chinese) {
        this.database = database;
        this.chinese = chinese;
        counted = new CountedQueries(database);
        words = IntStream.range(0, VOCABULARY).mapToObj(i -> word()).toList();
        talk = Talk.in(database);
        indexer = new SearchIndexer(
                database, index, new Unindexed(), new SearchMetrics(new SimpleMeterRegistry()), Clock.systemUTC());
        search = new MessageSearch(counted, index, new IndexSearch(counted, index, indexer));
    }

    public static void main(String[] arguments) throws Exception {
        boolean postgres = arguments[0].equals("postgres");
        Database database = postgres
                ? PostgresDatabase.open(TestPostgres.createDatabase(), 4).block()
                : H2Database.open(Files.createTempDirectory("search")).block();
        Migrations.run(database).block();
        new SearchBenchmark(database, arguments[2].equals("chinese")).run(Integer.parseInt(arguments[1]), postgres);
        database.close().block();
        System.exit(0);
    }

    private void run(int messages, boolean postgres) {
        long indexing = 0;
        int said = 0;
        while (said < messages) {
            for (int i = 0; i < 10; i++, said += BATCH) {
                boolean special = said == messages / 20 / BATCH * BATCH;
                talk.say(texts(special));
            }
            long start = System.nanoTime();
            indexer.catchUp(talk.org(), SearchKind.MESSAGE).block();
            indexing += System.nanoTime() - start;
        }
        if (postgres) {
            database.execute("VACUUM ANALYZE").block();
        }
        System.out.printf("indexed %,d messages: %,.0f a second%n", said, said * 1e9 / indexing);
        System.out.printf("example: %s%n", texts(false).get(0));
        for (String table : List.of("search_blocks", "search_chunks")) {
            long rows = database.one("SELECT count(*) AS n FROM " + table, row -> row.number("n"))
                    .block();
            System.out.printf("%s: %,d rows, %.3f a message%n", table, rows, rows / (double) said);
        }
        System.out.printf(
                "%.0f bytes a message%n",
                database.one("""
                SELECT coalesce(sum(octet_length(grams)), 0) AS n FROM search_blocks
                """, row -> row.get("n", Long.class)).block() / (double) said);
        String common = words.get(1);
        measure("a common word", common);
        measure("a rare word, once", chinese ? "鬱龘鬱" : "xylophone quartz");
        measure("two characters, once", chinese ? "龘鬱" : "qz");
        measure("nothing", chinese ? "讞讜讖" : "nowhere to be found");
        if (!chinese) {
            topics(messages / 2, postgres);
        }
    }

    private void measure(String what, String part) {
        counted.takeStatements();
        counted.takeRows();
        int found = search.find(talk.org(), part).block().size();
        int statements = counted.takeStatements();
        int rows = counted.takeRows();
        double index = time(20, () -> search.find(talk.org(), part).block());
        double scan = time(2, () -> database.list(
                        SCAN, row -> row.uuid("id"), talk.org().value(), "%" + part.toLowerCase(Locale.ROOT) + "%")
                .block());
        System.out.printf(
                "%s (%s), %d found: %.1f ms, %d statements, %d rows; a scan %.1f ms%n",
                what, part, found, index, statements, rows, scan);
    }

    /** Threads by the thousand, of which one has the topic. */
    private void topics(int threads, boolean postgres) {
        for (int begun = 0; begun < threads; begun += BATCH) {
            talk.beginMany("weekly review of number " + begun, BATCH);
            if (begun == threads / 20 / BATCH * BATCH) {
                talk.begin("a rare zebra");
            }
        }
        long start = System.nanoTime();
        indexer.catchUp(talk.org(), SearchKind.TOPIC).block();
        System.out.printf("indexed %,d topics: %,.0f a second%n", threads, threads * 1e9 / (System.nanoTime() - start));
        if (postgres) {
            database.execute("VACUUM ANALYZE").block();
        }
        for (String topic : List.of("zebra", "review", "no such topic")) {
            ThreadFilter filter = new ThreadFilter(Optional.empty(), topic, ThreadCursor.START, 20);
            SqlThreadRepository rows = new SqlThreadRepository();
            TopicSearch topics = new TopicSearch(new IndexSearch(counted, index, indexer));
            double index = time(20, () -> topics.narrow(talk.org(), filter)
                    .flatMap(narrowed -> rows.listAll(database, talk.org(), narrowed, 0))
                    .block());
            double scan =
                    time(2, () -> rows.listAll(database, talk.org(), filter, 0).block());
            System.out.printf("topics with \"%s\": %.1f ms, down all by activity %.1f ms%n", topic, index, scan);
        }
    }

    private static double time(int runs, Runnable work) {
        work.run();
        long start = System.nanoTime();
        for (int i = 0; i < runs; i++) {
            work.run();
        }
        return (System.nanoTime() - start) / 1e6 / runs;
    }

    private List<String> texts(boolean special) {
        return IntStream.range(0, BATCH)
                .mapToObj(i -> special && i == 7 ? text() + (chinese ? "鬱龘鬱" : " xylophone quartz") : text())
                .toList();
    }

    private String text() {
        return IntStream.range(0, 8 + random.nextInt(chinese ? 40 : 60))
                .mapToObj(i -> words.get(zipf()))
                .collect(Collectors.joining(chinese ? "" : " "));
    }

    /** The rank of a word: the second is half as frequent as the first, and so on. */
    private int zipf() {
        return (int) Math.exp(random.nextDouble() * Math.log(VOCABULARY)) - 1;
    }

    private String word() {
        return IntStream.range(0, chinese ? 1 + random.nextInt(3) : 2 + random.nextInt(9))
                .mapToObj(i -> chinese
                        ? Character.toString(0x4E00 + (int) Math.exp(random.nextDouble() * Math.log(5_000)))
                        : Character.toString(
                                "etaoinshrdlucmfwypvbgkjxqz".charAt((int) (26 * Math.pow(random.nextDouble(), 2)))))
                .collect(Collectors.joining());
    }
}
