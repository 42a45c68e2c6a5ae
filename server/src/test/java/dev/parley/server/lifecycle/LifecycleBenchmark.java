package dev.parley.server.lifecycle;

import dev.parley.persistence.Database;
import dev.parley.persistence.Migrations;
import dev.parley.persistence.h2.H2Database;
import dev.parley.persistence.journal.SqlJournalRepository;
import dev.parley.persistence.member.SqlMemberRepository;
import dev.parley.persistence.message.MessageRepository;
import dev.parley.persistence.org.SqlOrgSettingsRepository;
import dev.parley.persistence.postgres.PostgresDatabase;
import dev.parley.persistence.retention.SqlRetentionRepository;
import dev.parley.persistence.testing.Past;
import dev.parley.persistence.testing.TestPostgres;
import dev.parley.persistence.thread.SqlThreadRepository;
import dev.parley.protocol.BotId;
import dev.parley.protocol.MessageId;
import dev.parley.protocol.bot.BotRef;
import dev.parley.protocol.event.Event;
import dev.parley.protocol.org.OrgSettings;
import dev.parley.server.journal.Audience;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.LaneTransaction;
import dev.parley.server.journal.Topic;
import dev.parley.server.thread.IdleThreads;
import dev.parley.server.thread.LaneThreads;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * How long messages take while the lifecycle removes 500,000 rows: as many a second as the second argument says, whether or
 * not the ones before are done. Run: {@code java -cp … dev.parley.server.lifecycle.LifecycleBenchmark h2 [rate]} or
 * {@code postgres}; PostgreSQL is the one {@code TEST_PG_URL} names, else the tests' own (not fsynced).
 */
final class LifecycleBenchmark {

    private static final int CHANNELS = 250;
    private static final int MESSAGES = 1_000;
    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final long DAY = Duration.ofDays(1).toMillis();

    private LifecycleBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int rate = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 200;
        Path directory = Files.createTempDirectory("lifecycle-benchmark");
        Database database = arguments[0].equals("h2")
                ? H2Database.open(directory).block()
                : PostgresDatabase.open(TestPostgres.createDatabase(), 10).block();
        Migrations.run(database).block();
        Past past = fill(database);
        Journal journal = new Journal(database, Clock.systemUTC(), entries -> {}, new SimpleMeterRegistry());
        sends(journal, past, rate).take(Duration.ofSeconds(5)).blockLast();
        System.out.printf("%s, %d sends/s%n", arguments[0], rate);
        report("without", sends(journal, past, rate).take(QUIET));
        long started = System.nanoTime();
        Mono<Void> removal = lifecycle(database, journal).run().cache();
        report("during", sends(journal, past, rate).takeUntilOther(removal));
        System.out.printf(
                Locale.ROOT,
                "%d rows removed in %.1f s, %d messages left%n",
                2 * CHANNELS * MESSAGES,
                (System.nanoTime() - started) / 1e9,
                past.count("messages", "sender_id", past.bot().value()));
        database.close().block();
    }

    private static Past fill(Database database) {
        Past past = Past.in(database);
        long old = System.currentTimeMillis() - 8 * DAY;
        List<Long> times = LongStream.range(old, old + MESSAGES).boxed().toList();
        for (int i = 0; i < CHANNELS; i++) {
            past.channelMessages(past.channel(), times);
        }
        OrgSettings weekly = new OrgSettings(past.org().id(), 120, 30, 100, 7L, null, null, null, 0, false);
        new SqlOrgSettingsRepository().save(database, weekly).block();
        return past;
    }

    private static Lifecycle lifecycle(Database database, Journal journal) {
        LaneThreads threads = new LaneThreads(new SqlThreadRepository(), new SqlMemberRepository());
        return new Lifecycle(
                database,
                journal,
                new SqlOrgSettingsRepository(),
                new SqlRetentionRepository(),
                new SqlJournalRepository(),
                new IdleThreads(journal, threads),
                Duration.ofDays(30),
                Clock.systemUTC(),
                new SimpleMeterRegistry());
    }

    /** Emits the nanoseconds that each took. */
    private static Flux<Long> sends(Journal journal, Past past, int rate) {
        UUID channel = UUID.randomUUID();
        return Flux.interval(Duration.ofNanos(1_000_000_000L / rate))
                .onBackpressureDrop()
                .flatMap(
                        tick -> {
                            long sent = System.nanoTime();
                            return journal.append(past.org().id(), lane -> send(lane, channel))
                                    .map(done -> System.nanoTime() - sent);
                        },
                        10_000);
    }

    private static Mono<UUID> send(LaneTransaction lane, UUID channel) {
        long at = lane.nextPosition();
        BotId bot = BotId.next();
        UUID org = lane.org().value();
        UUID id = MessageId.next().value();
        lane.insertLater(
                MessageRepository.INTO,
                org,
                channel,
                at,
                id,
                bot.value(),
                "hello",
                "text",
                null,
                null,
                false,
                null,
                null);
        lane.append(at, Topic.org(lane.org()), Audience.everyone(), bot, new Event.BotOnline(new BotRef(bot, "ada")));
        return Mono.just(channel);
    }

    private static void report(String when, Flux<Long> nanos) {
        ConcurrentLinkedQueue<Long> taken = new ConcurrentLinkedQueue<>();
        nanos.doOnNext(taken::add).blockLast();
        long[] sorted = taken.stream().mapToLong(Long::longValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%-8s %6d sends, p50 %.1f ms, p99 %.1f ms, max %.1f ms%n",
                when,
                sorted.length,
                at(sorted, 0.5),
                at(sorted, 0.99),
                Arrays.stream(sorted).max().orElse(0) / 1e6);
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) (share * (sorted.length - 1))] / 1e6;
    }
}
