package dev.parley.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.Insert;
import dev.parley.persistence.StorageException;
import dev.parley.persistence.testing.RecordingDatabase;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.bot.BotRef;
import dev.parley.protocol.event.Event;
import dev.parley.server.idempotency.IdempotencyKey;
import dev.parley.server.testing.ManualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What idempotency keys must do on every database. */
interface RepeatsContract {

    Insert TOMBSTONES = Insert.into("bot_name_tombstones", "org_id", "name", "deleted_at");

    String FIRST = "1".repeat(64);
    String OTHER = "2".repeat(64);

    Database database();

    /** An answer with what is hard to keep. */
    record Said(long at, RawJson exact, String nothing) {}

    @Test
    default void repeatsAtOnceRunOneCommandAndGetItsAnswer() {
        Scene scene = new Scene(database());
        Mono<Said> repeat = scene.say(UUID.randomUUID(), FIRST);
        List<Said> answers =
                Flux.range(0, 50).flatMap(i -> repeat, 50).collectList().block();

        assertThat(answers).hasSize(50).containsOnly(answers.get(0));
        assertThat(scene.entries()).isEqualTo(1);
        assertThat(scene.runs).hasValue(1);
        assertThat(scene.count("parley.idempotency.replays")).isEqualTo(49);
    }

    @Test
    default void repeatsAtOnceThroughSeveralServersRunOneCommand() {
        Scene here = new Scene(database());
        Scene there = new Scene(database(), here.org);
        UUID key = UUID.randomUUID();
        List<Said> answers = Flux.range(0, 40)
                .flatMap(i -> (i % 2 == 0 ? here : there).say(key, FIRST), 40)
                .collectList()
                .block();

        assertThat(answers).hasSize(40).containsOnly(answers.get(0));
        assertThat(here.entries()).isEqualTo(1);
        assertThat(here.runs.get() + there.runs.get()).isEqualTo(1);
    }

    @Test
    default void theKeyOfAnotherRequestIsRefused() {
        Scene scene = new Scene(database());
        UUID key = UUID.randomUUID();
        scene.say(key, FIRST).block();

        assertRefused(scene.say(key, OTHER), ErrorCode.IDEMPOTENCY_KEY_REUSED);
        assertThat(scene.entries()).isEqualTo(1);
        assertThat(scene.count("parley.idempotency.refusals")).isEqualTo(1);
    }

    @Test
    default void ofTwoRequestsWithOneKeyAtOnceOneIsRefused() {
        Scene scene = new Scene(database());
        UUID key = UUID.randomUUID();
        List<Boolean> done = Flux.just(FIRST, OTHER)
                .flatMap(print -> scene.say(key, print).map(said -> true).onErrorReturn(HubException.class, false))
                .collectList()
                .block();

        assertThat(done).containsExactlyInAnyOrder(true, false);
        assertThat(scene.entries()).isEqualTo(1);
    }

    @Test
    default void aKeyBelongsToItsOrganisation() {
        UUID key = UUID.randomUUID();
        Scene scene = new Scene(database());
        Scene other = new Scene(database());
        scene.say(key, FIRST).block();
        other.say(key, OTHER).block();

        assertThat(scene.entries()).isEqualTo(1);
        assertThat(other.entries()).isEqualTo(1);
    }

    @Test
    default void aRefusalIsNotKept() {
        Scene scene = new Scene(database());
        UUID key = UUID.randomUUID();
        assertRefused(
                scene.keyed(key, FIRST, lane -> Mono.error(HubException.of(ErrorCode.THREAD_CLOSED, "no"))),
                ErrorCode.THREAD_CLOSED);

        assertThat(scene.say(key, FIRST).block()).isNotNull();
        assertThat(scene.entries()).isEqualTo(1);
    }

    @Test
    default void aDenialIsCommittedButNotKept() {
        Scene scene = new Scene(database());
        UUID key = UUID.randomUUID();
        assertRefused(
                scene.decided(key, lane -> scene.say(lane)
                        .thenReturn(Verdict.denied(HubException.of(ErrorCode.FORBIDDEN, "not you")))),
                ErrorCode.FORBIDDEN);
        assertThat(scene.entries()).isEqualTo(1);

        Mono<Said> granted = scene.decided(key, lane -> scene.say(lane).map(Verdict::granted));
        assertThat(granted.block()).isNotNull().isEqualTo(granted.block());
        assertThat(scene.entries()).isEqualTo(2);
    }

    @Test
    default void anAnswerIsKeptOnlyIfItsCommandIsCommitted() {
        Scene scene = new Scene(database());
        UUID guilty = UUID.randomUUID();
        UUID neighbour = UUID.randomUUID();
        scene.bury("taken").block();
        Mono<Said> failing = scene.keyed(guilty, FIRST, lane -> scene.bury(lane, "taken"));
        List<Long> done = Flux.just(failing, scene.say(neighbour, FIRST), failing)
                .flatMap(said -> said.map(Said::at).onErrorReturn(StorageException.class, -1L), 3)
                .collectList()
                .block();

        assertThat(done).hasSize(3).filteredOn(at -> at == -1L).hasSize(2);
        assertThat(scene.entries()).isEqualTo(2);
        assertThat(scene.say(guilty, OTHER).block()).isNotNull();
        assertRefused(scene.say(neighbour, OTHER), ErrorCode.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    default void aKeyCanBeUsedAnewAfterADay() {
        Scene scene = new Scene(database());
        UUID key = UUID.randomUUID();
        Said first = scene.say(key, FIRST).block();
        scene.clock.advance(Duration.ofHours(24).minusMillis(1));
        assertThat(scene.say(key, FIRST).block()).isEqualTo(first);

        scene.clock.advance(Duration.ofMillis(1));
        Said second = scene.say(key, OTHER).block();
        assertThat(second.at()).isGreaterThan(first.at());
        assertThat(scene.say(key, OTHER).block()).isEqualTo(second);
        assertThat(scene.kept()).isEqualTo(2);

        scene.journal.removeOldAnswers().block();
        assertThat(scene.kept()).as("somebody may be about to read the first").isEqualTo(2);
        scene.clock.advance(Repeats.GRACE);
        scene.journal.removeOldAnswers().block();
        assertThat(scene.kept()).isEqualTo(1);
        assertThat(scene.say(key, OTHER).block()).isEqualTo(second);
    }

    @Test
    default void withoutAKeyNoStatementIsRunForKeysAndWithKeysOneForAllOfABatch() {
        Scene scene = new Scene(database());
        scene.journal.append(scene.org, Said.class, scene::say).block();
        assertThat(scene.statements()).noneMatch(sql -> sql.contains("idempotency_keys"));

        Flux.range(0, 20).flatMap(i -> scene.say(UUID.randomUUID(), FIRST), 20).blockLast();
        List<String> statements = scene.statements();
        long batches =
                statements.stream().filter(sql -> sql.contains("FOR UPDATE")).count();
        assertThat(statements)
                .filteredOn(sql -> sql.contains("idempotency_keys"))
                .hasSize((int) (2 * batches));
    }

    private static void assertRefused(Mono<?> answer, ErrorCode code) {
        StepVerifier.create(answer)
                .verifyErrorSatisfies(error ->
                        assertThat(((HubException) error).error().code()).isEqualTo(code));
    }

    /** An organisation and a journal of its own; two with one organisation are two servers. */
    final class Scene {

        final ManualClock clock = new ManualClock(1_790_000_000_000L);
        final AtomicInteger runs = new AtomicInteger();
        final OrgId org;
        final Journal journal;
        private final RecordingDatabase database;
        private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

        Scene(Database database) {
            this(database, TestOrg.in(database).id());
        }

        Scene(Database database, OrgId org) {
            this.org = org;
            this.database = new RecordingDatabase(database);
            journal = new Journal(this.database, clock, entries -> {}, meters);
        }

        Mono<Said> say(UUID key, String fingerprint) {
            return keyed(key, fingerprint, this::say);
        }

        Mono<Said> keyed(UUID key, String fingerprint, Command<Said> command) {
            return with(key, fingerprint, journal.append(org, Said.class, command));
        }

        Mono<Said> decided(UUID key, Command<Verdict<Said>> command) {
            return with(key, FIRST, journal.decide(org, Said.class, command));
        }

        private static <T> Mono<T> with(UUID key, String fingerprint, Mono<T> request) {
            return request.contextWrite(
                    context -> context.put(IdempotencyKey.class, new IdempotencyKey(key, fingerprint)));
        }

        Mono<Said> say(LaneTransaction lane) {
            runs.incrementAndGet();
            long at = lane.nextPosition();
            BotRef bot = new BotRef(BotId.next(), "scribe");
            lane.append(at, Topic.org(lane.org()), Audience.everyone(), bot.id(), new Event.BotOnline(bot));
            return Mono.just(new Said(at, new RawJson("{ \"n\": 1.50, \"e\":[1E2 ] }"), null));
        }

        Mono<Said> bury(String name) {
            return journal.append(org, lane -> bury(lane, name));
        }

        Mono<Said> bury(LaneTransaction lane, String name) {
            return say(lane).doOnNext(said -> lane.insertLater(TOMBSTONES, org.value(), name, said.at()));
        }

        double count(String meter) {
            return meters.get(meter).counter().count();
        }

        List<String> statements() {
            return database.take();
        }

        long entries() {
            return count("journal", org);
        }

        long kept() {
            return count("idempotency_keys", org);
        }

        private long count(String table, OrgId of) {
            return database.one(
                            "SELECT count(*) AS n FROM " + table + " WHERE org_id = $1",
                            row -> row.number("n"),
                            of.value())
                    .block();
        }
    }
}
