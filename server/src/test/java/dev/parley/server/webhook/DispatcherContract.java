package dev.parley.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.AddressRanges;
import dev.parley.persistence.Database;
import dev.parley.persistence.Insert;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.journal.SqlJournalRepository;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.persistence.webhook.SqlWebhookDeliveryRepository;
import dev.parley.persistence.webhook.SqlWebhookLogRepository;
import dev.parley.persistence.webhook.Webhook;
import dev.parley.persistence.webhook.WebhookAttempt;
import dev.parley.persistence.webhook.WebhookDeadLetter;
import dev.parley.persistence.webhook.WebhookDelivery;
import dev.parley.persistence.webhook.WebhookKey;
import dev.parley.persistence.webhook.WebhookRepository;
import dev.parley.protocol.JoinRequestId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.event.Event;
import dev.parley.server.feed.Feed;
import dev.parley.server.journal.Audience;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.JournalListener;
import dev.parley.server.journal.Rendering;
import dev.parley.server.journal.Topic;
import dev.parley.server.testing.Eventually;
import dev.parley.server.testing.ManualClock;
import dev.parley.server.trace.Tracer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.resources.LoopResources;

/** Nodes that deliver to webhooks, on one database and by a clock that the test moves: when, by whom and until when. */
abstract class DispatcherContract {

    private static final Insert MEMBERS = Insert.into("members", "org_id", "topic_id", "bot_id", "joined_position");
    private static final LoopResources LOOPS = LoopResources.create("test-dispatcher", 2, true);
    private static final OutboundAddresses LOOPBACK = OutboundAddresses.of(AddressRanges.parse("127.0.0.0/8"), false);

    private final ManualClock clock = new ManualClock(1_790_000_000_000L);
    private final List<Node> nodes = new ArrayList<>();
    private final Receiver receiver = new Receiver();
    private final List<Handed> handed = new CopyOnWriteArrayList<>();
    private TestOrg org;
    private ThreadId thread;
    private BotSummary bot;
    private WebhookKey key;

    abstract Database database();

    @BeforeEach
    void begin() {
        // Left from other tests of the class, they would be found, too.
        database().execute("DELETE FROM webhooks").block();
        org = TestOrg.in(database());
        thread = ThreadId.next();
        bot = org.bot("bob");
        key = webhook(bot, receiver.url("/"));
    }

    @AfterEach
    void stop() {
        nodes.forEach(Node::stop);
        receiver.close();
    }

    private record Handed(long after, long upTo) {}

    /** A hub as far as webhooks go. */
    private final class Node {
        final MeterRegistry meters = new SimpleMeterRegistry();
        final Feed feed = new Feed(database(), new SqlJournalRepository());
        final Journal journal;
        final WebhookSender sender = WebhookSender.open(LOOPS, LOOPBACK, "test", clock);
        final UUID id = UUID.randomUUID();
        final WebhookDispatcher dispatcher = new WebhookDispatcher(
                id,
                database(),
                new SqlWebhookDeliveryRepository(),
                feed,
                sender,
                Rendering.AS_STORED,
                (organisation, taker, after, upTo) -> handed.add(new Handed(after, upTo)),
                meters,
                Tracer.OFF,
                clock);
        private boolean stopped;

        Node() {
            JournalListener listener = feed::committed;
            journal = new Journal(database(), clock, listener, meters);
            dispatcher.visitAll().block();
            dispatcher.scan().block();
            nodes.add(this);
        }

        /** An entry that all participants are told of, with a number to know it by. */
        void say(int number) {
            journal.append(
                            org.id(),
                            lane -> Mono.fromSupplier(() -> {
                                long at = lane.nextPosition();
                                Event event = new Event.JoinRequested(
                                        thread, JoinRequestId.next(), bot.id(), "number " + number);
                                Audience audience = new Audience.Bots(Set.of(bot.id()), Audience.Admins.SUBSCRIBED);
                                lane.append(at, Topic.thread(thread), audience, null, event);
                                return at;
                            }))
                    .block();
        }

        void scan() {
            dispatcher.scan().block();
        }

        double deliveries(String outcome) {
            return meters.get("parley.webhook.deliveries")
                    .tag("outcome", outcome)
                    .counter()
                    .count();
        }

        void stop() {
            if (!stopped) {
                stopped = true;
                dispatcher.stop().block();
                sender.close().block();
            }
        }
    }

    @Test
    void entriesComeInOrderAndOnce() {
        Node node = new Node();
        IntStream.range(0, 200).forEach(node::say);

        assertThat(numbers(200)).isEqualTo(IntStream.range(0, 200).boxed().toList());
        awaitPosition(0);
        assertThat(receiver.all()).hasSize(200);
        assertThat(node.deliveries("delivered")).isEqualTo(200);
        assertThat(handed).hasSize(200);
        assertThat(handed.stream().skip(1).mapToLong(Handed::after))
                .as("receipts are told without a gap")
                .containsExactly(handed.stream()
                        .limit(199)
                        .mapToLong(Handed::upTo)
                        .boxed()
                        .toArray(Long[]::new));
        assertThat(log())
                .as("of what goes very fast some is left out of the log")
                .hasSizeBetween(100, 200)
                .doesNotHaveDuplicates()
                .allMatch(attempt -> attempt.status() == 200 && attempt.attempt() == 1);
    }

    @Test
    void whatWasCommittedWhileNobodyWasThereComesAtTheStart() {
        Node first = new Node();
        first.say(0);
        assertThat(numbers(1)).containsExactly(0);
        awaitPosition(0);
        first.stop();
        first.say(1);
        first.say(2);

        new Node();

        assertThat(numbers(2)).containsExactly(1, 2);
    }

    @Test
    void itIsTriedAgainAfterTheTimesOfTheContractAndThenLessAndLessOften() {
        receiver.answerStatus(500);
        Node node = new Node();
        node.say(0);
        List<Duration> waits = new ArrayList<>();
        for (int attempt = 1; attempt <= 14; attempt++) {
            waits.add(failed(node, attempt));
        }

        List<Duration> plain = List.of(
                Duration.ofSeconds(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofMinutes(2),
                Duration.ofMinutes(10),
                Duration.ofMinutes(30),
                Duration.ofHours(1),
                Duration.ofHours(3),
                Duration.ofHours(6),
                Duration.ofHours(12),
                Duration.ofHours(12));
        for (int i = 0; i < plain.size(); i++) {
            assertThat(waits.get(i))
                    .isBetween(plain.get(i), plain.get(i).multipliedBy(11).dividedBy(10));
        }
        assertThat(waits.get(13)).isEqualTo(Duration.ofHours(12));
    }

    /** Waits for the failure of that attempt, looks when the next one is due, and goes there. */
    private Duration failed(Node node, int attempt) {
        Webhook webhook = await(found -> found.webhook().attempts() == attempt).webhook();
        assertThat(webhook.status().consecutiveFailures()).isEqualTo(Math.max(0, attempt - 3));
        Duration wait = Duration.ofMillis(webhook.nextAttemptAt() - clock.millis());
        clock.advance(wait.minusMillis(1));
        node.scan();
        node.say(attempt);
        assertThat(find().webhook().attempts())
                .as("not before its time, and not for news")
                .isEqualTo(attempt);
        clock.advance(Duration.ofMillis(1));
        node.scan();
        return wait;
    }

    @Test
    void aDegradedWebhookIsProbedUntilItAnswers() {
        receiver.answerStatus(500);
        Node node = new Node();
        node.say(0);
        for (int attempt = 1; attempt <= 12; attempt++) {
            failed(node, attempt);
        }
        await(found -> found.webhook().status().consecutiveFailures() == 10);
        assertThat(node.meters.get("parley.webhook.degraded").gauge().value()).isEqualTo(1);
        assertThat(node.meters.get("parley.webhook.backlog.age").gauge().value())
                .isGreaterThan((double) Duration.ofHours(20).toSeconds());
        receiver.answerOk();
        clock.advance(Duration.ofHours(12));
        node.scan();

        numbers(13);
        assertThat(numbers(13)).isEqualTo(IntStream.range(0, 13).boxed().toList());
        assertThat(await(found -> found.webhook().attempts() == 0)
                        .webhook()
                        .status()
                        .consecutiveFailures())
                .isZero();
        assertThat(node.meters.get("parley.webhook.degraded").gauge().value()).isZero();
        assertThat(node.meters.get("parley.webhook.backlog.age").gauge().value())
                .isZero();
    }

    @Test
    void whenTheBotConnectsItIsTriedAtOnce() {
        receiver.answerStatus(500);
        Node node = new Node();
        node.say(0);
        for (int attempt = 1; attempt <= 5; attempt++) {
            failed(node, attempt);
        }
        await(found -> found.webhook().attempts() == 6);
        receiver.answerOk();

        node.dispatcher.arrived(key.org(), key.bot());

        assertThat(numbers(12)).endsWith(0, 1, 2, 3, 4, 5);
        assertThat(await(found -> found.webhook().attempts() == 0)
                        .webhook()
                        .status()
                        .consecutiveFailures())
                .isZero();
    }

    @Test
    void theReceiversWishToBeLeftAloneIsHonouredWithinLimits() {
        Node node = new Node();
        receiver.answer((request, response) ->
                response.status(429).header("Retry-After", "300").send());
        node.say(0);
        Webhook waiting = await(found -> found.webhook().attempts() == 1).webhook();
        assertThat(waiting.nextAttemptAt() - clock.millis()).isEqualTo(300_000);

        receiver.answer((request, response) ->
                response.status(503).header("Retry-After", "999999").send());
        clock.advance(Duration.ofMinutes(5));
        node.scan();
        Webhook longer = await(found -> found.webhook().attempts() == 2).webhook();
        assertThat(longer.nextAttemptAt() - clock.millis())
                .isEqualTo(Duration.ofHours(12).toMillis());
    }

    @Test
    void whatIsRefusedIsGivenUpAndCountsAsNoFailure() {
        receiver.answerStatus(404);
        Node node = new Node();
        for (int i = 0; i < 12; i++) {
            node.say(i);
        }

        assertThat(numbers(12)).hasSize(12);
        WebhookDelivery after = awaitPosition(0);
        assertThat(after.webhook().status().consecutiveFailures()).isZero();
        assertThat(deadLetters()).hasSize(12).allMatch(letter -> letter.status() == 404 && letter.attempts() == 1);
        assertThat(handed).as("nobody took it").isEmpty();
    }

    @Test
    void whereNothingMayBeSentItIsGivenUpAndCountsAsNoFailure() {
        webhookUrl("http://10.0.0.1/");
        Node node = new Node();
        node.say(0);

        WebhookDelivery after = awaitPosition(0);
        assertThat(after.webhook().status().consecutiveFailures()).isZero();
        assertThat(deadLetters()).singleElement().satisfies(letter -> assertThat(letter.error())
                .startsWith("address not allowed"));
    }

    @Test
    void aBotThatIsNotActiveGetsNothingBeforeItIs() {
        setBot("pending");
        Node node = new Node();
        node.say(0);
        clock.advance(Duration.ofMinutes(6));
        node.scan();
        setBot("active");
        node.say(1);

        assertThat(numbers(2)).containsExactly(0, 1);
        assertThat(receiver.all()).hasSize(2);
    }

    @Test
    void whatLeftTheJournalBeforeItWasDeliveredIsTold() {
        receiver.answerStatus(500);
        Node node = new Node();
        node.say(0);
        await(found -> found.webhook().attempts() == 1);
        clock.advance(Duration.ofDays(31));
        receiver.answerOk();
        long purged = Position.first(clock.millis() - Duration.ofDays(30).toMillis());
        database()
                .execute(
                        "UPDATE org_positions SET purged_position = $2 WHERE org_id = $1",
                        org.id().value(),
                        purged)
                .block();
        emptyJournal();
        node.say(1);
        node.scan();

        assertThat(numbers(2)).containsExactly(0, 1);
        awaitPosition(0);
        assertThat(deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.type()).isEqualTo("expired");
            assertThat(letter.position()).isEqualTo(purged);
        });
    }

    @Test
    void whatIsDeletedBeforeItCouldBeDeliveredHoldsNothingUp() {
        receiver.answerStatus(500);
        Node node = new Node();
        node.say(0);
        await(found -> found.webhook().attempts() == 1);
        emptyJournal();
        clock.advance(Duration.ofSeconds(10));
        node.scan();
        awaitPosition(0);
        receiver.answerOk();
        node.say(1);

        assertThat(numbers(2)).containsExactly(0, 1);
    }

    @Test
    void oneThatHasHadNothingForLongHasLostNothing() {
        Node node = new Node();
        clock.advance(Duration.ofDays(29));
        noise(node);
        node.dispatcher.visitAll().block();
        await(found -> found.webhook().position() > Position.first(clock.millis() - 1000));
        clock.advance(Duration.ofDays(2));
        database()
                .execute(
                        "UPDATE org_positions SET purged_position = $2 WHERE org_id = $1",
                        org.id().value(),
                        Position.first(clock.millis() - Duration.ofDays(30).toMillis()))
                .block();
        node.say(1);

        assertThat(numbers(1)).containsExactly(1);
        awaitPosition(0);
        assertThat(deadLetters()).isEmpty();
    }

    /** Something happens in the organisation that webhooks are not told of. */
    private void noise(Node node) {
        node.journal
                .append(
                        org.id(),
                        lane -> Mono.fromSupplier(() -> {
                            Event event = new Event.BotRenamed(bot.id(), "bob", "robert");
                            lane.append(lane.nextPosition(), Topic.org(org.id()), Audience.everyone(), null, event);
                            return true;
                        }))
                .block();
    }

    @Test
    void whileTwoNodesDeliverEachEntryComesOnceAndInOrder() {
        Node here = new Node();
        Node there = new Node();
        CompletableFuture<Void> scans = CompletableFuture.runAsync(() -> Flux.interval(Duration.ofMillis(20))
                .onBackpressureDrop()
                .takeUntil(tick -> receiver.all().size() >= 300)
                .concatMap(tick -> here.dispatcher.scan().then(there.dispatcher.scan()))
                .blockLast(Duration.ofSeconds(30)));
        for (int i = 0; i < 300; i++) {
            (i % 7 < 3 ? here : there).say(i);
        }

        assertThat(numbers(300)).isEqualTo(IntStream.range(0, 300).boxed().toList());
        scans.join();
        assertThat(receiver.all()).hasSize(300);
        assertThat(here.deliveries("delivered") + there.deliveries("delivered")).isEqualTo(300);
    }

    @Test
    void whatANodeLeavesBehindThatStopsIsDeliveredByTheOthersAtOnce() {
        Node here = new Node();
        here.say(0);
        assertThat(numbers(1)).containsExactly(0);
        Node there = new Node();
        here.stop();
        here.say(1);
        there.scan();

        assertThat(numbers(1)).containsExactly(1);
    }

    @Test
    void whatANodeHeldThatDiedIsDeliveredByTheOthersWhenItsLeaseIsOver() {
        Node here = new Node();
        here.say(0);
        assertThat(numbers(1)).containsExactly(0);
        awaitPosition(0);
        Node there = new Node();
        here.dispatcher.die();
        there.say(1);
        there.scan();
        there.scan();
        assertThat(receiver.all()).hasSize(1);

        clock.advance(Turn.LEASE);
        there.scan();

        assertThat(numbers(1)).containsExactly(1);
    }

    @Test
    void whatADeadNodeHeldIsDeliveredAsSoonAsItIsKnownToBeDead() {
        Node here = new Node();
        here.say(0);
        assertThat(numbers(1)).containsExactly(0);
        awaitPosition(0);
        Node there = new Node();
        here.dispatcher.die();
        there.say(1);
        there.dispatcher.release(there.id).block();
        there.scan();
        assertThat(receiver.all()).hasSize(1);

        there.dispatcher.release(here.id).block();
        there.scan();

        assertThat(numbers(1)).containsExactly(1);
    }

    /** It was only frozen, while it waited for an answer. */
    @Test
    void whoIsTakenForDeadSetsNothingBack() {
        Sinks.Empty<Void> thawed = Sinks.empty();
        AtomicInteger requests = new AtomicInteger();
        receiver.answer((request, response) -> requests.getAndIncrement() == 0
                ? thawed.asMono().thenMany(Receiver.ok(response))
                : Receiver.ok(response));
        Node here = new Node();
        here.say(0);
        assertThat(numbers(1)).containsExactly(0);
        Node there = new Node();
        there.dispatcher.release(here.id).block();
        there.say(1);
        there.scan();
        assertThat(numbers(2)).containsExactly(0, 1);
        awaitPosition(1);

        thawed.tryEmitEmpty().orThrow();
        here.dispatcher.stop().block();

        assertThat(receiver.all()).hasSize(3);
        awaitPosition(1);
    }

    @Test
    void manyThatHangDoNotHoldUpTheOthers() {
        receiver.answer((request, response) -> request.path().equals("/hangs") ? Mono.never() : Receiver.ok(response));
        for (int i = 0; i < WebhookDispatcher.HEALTHY_AT_ONCE + 20; i++) {
            webhook(org.bot("hangs-" + i), receiver.url("/hangs"));
        }
        Node node = new Node();
        node.say(0);
        node.dispatcher.visitAll().block();
        for (int i = 0; i < WebhookDispatcher.HEALTHY_AT_ONCE; i++) {
            receiver.next();
        }
        node.say(1);
        node.say(2);

        Eventually.get(
                () -> receiver.all().stream()
                        .filter(request -> request.path().equals("/"))
                        .count(),
                count -> count == 3);
        node.dispatcher.die();
    }

    private List<Integer> numbers(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> receiver.next().json().path("bot_name").asString())
                .map(name -> Integer.parseInt(name.substring("number ".length())))
                .toList();
    }

    private WebhookKey webhook(BotSummary owner, String url) {
        org.insert(MEMBERS, org.id().value(), thread.value(), owner.id().value(), 0L);
        org.insert(
                WebhookRepository.INTO,
                Webhook.begin(org.id(), owner.id(), url, null, null, Position.first(clock.millis()) - 1, clock.millis())
                        .row());
        return new WebhookKey(org.id(), owner.id());
    }

    private void webhookUrl(String url) {
        database()
                .execute(
                        "UPDATE webhooks SET url = $2 WHERE org_id = $1",
                        org.id().value(),
                        url)
                .block();
    }

    private void setBot(String status) {
        database()
                .execute(
                        "UPDATE bots SET join_status = $2 WHERE org_id = $1",
                        org.id().value(),
                        status)
                .block();
    }

    private void emptyJournal() {
        database()
                .execute("DELETE FROM journal WHERE org_id = $1", org.id().value())
                .block();
    }

    private WebhookDelivery find() {
        return new SqlWebhookDeliveryRepository().find(database(), key).block();
    }

    private WebhookDelivery await(Predicate<WebhookDelivery> wanted) {
        return Eventually.get(this::find, wanted);
    }

    /** Waits until what was delivered so far is stored. */
    private WebhookDelivery awaitPosition(int behind) {
        return await(found -> found.end() - found.webhook().position() <= behind);
    }

    private List<WebhookAttempt> log() {
        return new SqlWebhookLogRepository()
                .listAttempts(database(), key.org(), key.bot(), null, 1000)
                .block();
    }

    private List<WebhookDeadLetter> deadLetters() {
        return new SqlWebhookLogRepository()
                .listDeadLetters(database(), key.org(), key.bot(), Long.MAX_VALUE, 1000)
                .block();
    }
}
