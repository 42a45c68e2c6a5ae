package dev.parley.server.webhook;

import dev.parley.config.AddressRanges;
import dev.parley.persistence.Database;
import dev.parley.persistence.Insert;
import dev.parley.persistence.Migrations;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.h2.H2Database;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.journal.SqlJournalRepository;
import dev.parley.persistence.postgres.PostgresDatabase;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.persistence.testing.TestPostgres;
import dev.parley.persistence.webhook.SqlWebhookDeliveryRepository;
import dev.parley.persistence.webhook.Webhook;
import dev.parley.persistence.webhook.WebhookRepository;
import dev.parley.protocol.BotId;
import dev.parley.protocol.JoinRequestId;
import dev.parley.protocol.Json;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.event.Event;
import dev.parley.server.feed.Feed;
import dev.parley.server.journal.Audience;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.JournalListener;
import dev.parley.server.journal.Rendering;
import dev.parley.server.journal.Topic;
import dev.parley.server.testing.Eventually;
import dev.parley.server.trace.Tracer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

/**
 * How long webhooks wait for what happened, while all receivers answer and while some hang, in turns; not a test. Arguments:
 * {@code h2} or {@code postgres}, a number of webhooks, messages per second (each for ten of them), seconds of a run.
 */
final class WebhookBenchmark {

    private static final int BOTS_OF_A_THREAD = 10;

    /** One of so many receivers hangs, when any does. */
    private static final int HANGS = 20;

    private static final int ROUNDS = 5;
    private static final Insert MEMBERS = Insert.into("members", "org_id", "topic_id", "bot_id", "joined_position");

    private final Database database;
    private final int webhooks;
    private final int perSecond;
    private final int seconds;
    private final LoopResources loops = LoopResources.create("benchmark", 2, true);
    private final Queue<Long> healthyNanos = new ConcurrentLinkedQueue<>();
    private final AtomicInteger hanging = new AtomicInteger();
    private final DisposableServer receivers;
    private final Journal journal;
    private final WebhookDispatcher dispatcher;

    private WebhookBenchmark(Database database, String[] arguments) {
        this.database = database;
        webhooks = Integer.parseInt(arguments[1]);
        perSecond = Integer.parseInt(arguments[2]);
        seconds = Integer.parseInt(arguments[3]);
        receivers = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(this::receive)
                .bindNow();
        Clock clock = Clock.systemUTC();
        OutboundAddresses loopback = OutboundAddresses.of(AddressRanges.parse("127.0.0.0/8"), false);
        Feed feed = new Feed(database, new SqlJournalRepository());
        JournalListener listener = feed::committed;
        journal = new Journal(database, clock, listener, new SimpleMeterRegistry());
        dispatcher = new WebhookDispatcher(
                UUID.randomUUID(),
                database,
                new SqlWebhookDeliveryRepository(),
                feed,
                WebhookSender.open(loops, loopback, "benchmark", clock),
                Rendering.AS_STORED,
                (org, bot, after, upTo) -> {},
                new SimpleMeterRegistry(),
                Tracer.OFF,
                clock);
    }

    public static void main(String[] arguments) throws IOException {
        boolean postgres = arguments[0].equals("postgres");
        Database database = (postgres
                        ? PostgresDatabase.open(TestPostgres.createDatabase(), 10)
                        : H2Database.open(Files.createTempDirectory("parley-webhooks")))
                .block();
        Migrations.run(database).block();
        new WebhookBenchmark(database, arguments).run();
        System.exit(0);
    }

    private Publisher<Void> receive(HttpServerRequest request, HttpServerResponse response) {
        return request.receive().aggregate().asString().flatMapMany(body -> {
            if (request.uri().equals("/hangs")) {
                hanging.incrementAndGet();
                return Mono.never();
            }
            long sent =
                    Long.parseLong(Json.mapper().readTree(body).path("bot_name").asString());
            if (request.uri().equals("/healthy")) {
                healthyNanos.add(System.nanoTime() - sent);
            }
            return response.status(200).send();
        });
    }

    private void run() {
        Flux.interval(Duration.ofSeconds(1))
                .onBackpressureDrop()
                .concatMap(tick -> dispatcher.scan(), 1)
                .subscribe();
        run("warm-up", "/answers");
        List<Double> ratios = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            boolean hangFirst = round % 2 == 0;
            double first = hangFirst ? someHang() : allAnswer();
            double second = hangFirst ? allAnswer() : someHang();
            ratios.add(hangFirst ? first / second : second / first);
        }
        System.out.printf(Locale.ROOT, "p99 beside p99 without those that hang: %.2f%n", median(ratios));
    }

    private double allAnswer() {
        return run("all answer", "/answers");
    }

    private double someHang() {
        return run("5 % hang", "/hangs");
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /** The p99 of the healthy receivers, ms. */
    private double run(String name, String pathOfOthers) {
        TestOrg org = TestOrg.in(database);
        List<ThreadId> threads = new ArrayList<>();
        List<Set<BotId>> members = new ArrayList<>();
        for (int i = 0; i < webhooks; i++) {
            if (i % BOTS_OF_A_THREAD == 0) {
                threads.add(ThreadId.next());
                members.add(new HashSet<>());
            }
            BotId bot = subscribe(org, threads.get(threads.size() - 1), i, i % HANGS == 0 ? pathOfOthers : "/healthy");
            members.get(members.size() - 1).add(bot);
        }
        settle();
        healthyNanos.clear();
        hanging.set(0);
        talk(org, threads, members);
        return report(name, org);
    }

    /** Until every webhook was looked at for the first time. */
    private void settle() {
        dispatcher.visitAll().block();
        Eventually.get(
                () -> database.one(
                                "SELECT count(*) AS n FROM webhooks WHERE next_attempt_at < $1",
                                row -> row.number("n"),
                                Long.MAX_VALUE)
                        .block(),
                unsettled -> unsettled == 0);
    }

    private BotId subscribe(TestOrg org, ThreadId thread, int number, String path) {
        BotSummary bot = org.bot("bot-" + number);
        long now = System.currentTimeMillis();
        org.insert(MEMBERS, org.id().value(), thread.value(), bot.id().value(), 0L);
        Webhook webhook = Webhook.begin(
                org.id(),
                bot.id(),
                "http://127.0.0.1:" + receivers.port() + path,
                "secret",
                null,
                Position.first(now),
                now);
        org.insert(WebhookRepository.INTO, webhook.row());
        return bot.id();
    }

    private void talk(TestOrg org, List<ThreadId> threads, List<Set<BotId>> members) {
        Flux.interval(Duration.ofNanos(1_000_000_000L / perSecond))
                .onBackpressureBuffer()
                .take((long) perSecond * seconds)
                .flatMap(
                        tick -> {
                            int thread = (int) (tick % threads.size());
                            return say(org, threads.get(thread), members.get(thread));
                        },
                        1_000)
                .blockLast();
    }

    private Mono<Long> say(TestOrg org, ThreadId thread, Set<BotId> members) {
        return Mono.defer(() -> {
            long sent = System.nanoTime();
            return journal.append(
                    org.id(),
                    lane -> Mono.fromSupplier(() -> {
                        long at = lane.nextPosition();
                        Event event = new Event.JoinRequested(
                                thread, JoinRequestId.next(), members.iterator().next(), String.valueOf(sent));
                        Audience audience = new Audience.Bots(members, Audience.Admins.SUBSCRIBED);
                        lane.append(at, Topic.thread(thread), audience, null, event);
                        return at;
                    }));
        });
    }

    private double report(String name, TestOrg org) {
        int expected = perSecond * seconds * BOTS_OF_A_THREAD * (HANGS - 1) / HANGS;
        Flux.interval(Duration.ofMillis(20))
                .takeUntil(tick -> healthyNanos.size() >= expected)
                .blockLast(Duration.ofMinutes(1));
        List<Long> sorted = healthyNanos.stream().sorted().toList();
        double p99 = millis(sorted, 0.99);
        System.out.printf(
                Locale.ROOT,
                "%-12s %,7d deliveries to healthy receivers: p50 %.1f ms, p99 %.1f ms, longest %.1f ms; %d requests"
                        + " hung%n",
                name,
                sorted.size(),
                millis(sorted, 0.5),
                p99,
                millis(sorted, 1),
                hanging.get());
        database.execute("DELETE FROM webhooks WHERE org_id = $1", org.id().value())
                .block();
        return p99;
    }

    private static double millis(List<Long> sorted, double part) {
        return sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * part)) / 1e6;
    }
}
