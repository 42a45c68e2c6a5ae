package dev.parley.server.journal;

import dev.parley.persistence.Database;
import dev.parley.persistence.Insert;
import dev.parley.persistence.Migrations;
import dev.parley.persistence.h2.H2Database;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.postgres.PostgresDatabase;
import dev.parley.persistence.testing.TestPostgres;
import dev.parley.protocol.BotId;
import dev.parley.protocol.MessageId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.bot.BotRef;
import dev.parley.protocol.event.Event;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Appends per second through one organisation's lane, each with a message row and a journal row, for 1 to 256 callers that
 * wait for their answer. Run: {@code java -cp … dev.parley.server.journal.LaneBenchmark h2 [seconds]} or
 * {@code postgres}; PostgreSQL is the one {@code TEST_PG_URL} names, else the tests' own (not fsynced).
 */
final class LaneBenchmark {

    private static final Insert MESSAGES = Insert.into(
            "messages", "org_id", "topic_id", "position", "id", "sender_id", "content", "content_type", "mention_all");
    private static final String CONTENT = "x".repeat(200);

    private LaneBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 5;
        Path directory = Files.createTempDirectory("lane-benchmark");
        Database database = arguments[0].equals("h2")
                ? H2Database.open(directory).block()
                : PostgresDatabase.open(TestPostgres.createDatabase(), 10).block();
        Migrations.run(database).block();
        OrgId org = OrgId.next();
        database.execute("INSERT INTO org_positions (org_id, position, epoch) VALUES ($1, 0, 'test')", org.value())
                .block();
        Journal journal = new Journal(database, Clock.systemUTC(), entries -> {}, new SimpleMeterRegistry());
        System.out.printf(
                "%s, %d processors%n", arguments[0], Runtime.getRuntime().availableProcessors());
        for (int callers : new int[] {32, 1, 4, 16, 32, 64, 256}) {
            measure(journal, org, callers, Duration.ofSeconds(seconds));
        }
        database.close().block();
    }

    private static void measure(Journal journal, OrgId org, int callers, Duration time) {
        AtomicLong done = new AtomicLong();
        long end = System.nanoTime() + time.toNanos();
        Flux.range(0, callers)
                .flatMap(
                        caller -> Mono.defer(() -> journal.append(org, LaneBenchmark::send))
                                .doOnNext(sent -> done.incrementAndGet())
                                .repeat(() -> System.nanoTime() < end),
                        callers)
                .blockLast();
        double perSecond = done.get() / (double) time.toSeconds();
        System.out.printf(Locale.ROOT, "%4d callers %8.0f appends/s%n", callers, perSecond);
    }

    private static Mono<Long> send(LaneTransaction lane) {
        long at = lane.nextPosition();
        MessageId id = MessageId.next();
        BotId bot = BotId.next();
        lane.insertLater(
                MESSAGES, lane.org().value(), lane.org().value(), at, id.value(), bot.value(), CONTENT, "text", false);
        lane.append(at, Topic.org(lane.org()), Audience.everyone(), bot, new Event.BotOnline(new BotRef(bot, CONTENT)));
        return Mono.just(Position.millis(at));
    }
}
