package dev.parley.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** What every database must do, whatever it is. */
interface DatabaseContract {

    Insert TOMBSTONES = Insert.into("bot_name_tombstones", "org_id", "name", "deleted_at");
    Insert CATCHUP = Insert.into("journal", "org_id", "position", "type", "topic", "topic_id", "actor_id", "frame");

    Database database();

    @Test
    default void anyNumberOfRowsIsInsertedAtOnce() {
        UUID org = UUID.randomUUID();
        List<Object[]> rows = IntStream.range(0, 333)
                .mapToObj(i -> new Object[] {org, "bot-" + i, (long) i})
                .toList();
        assertThat(database().insert(TOMBSTONES, rows).block()).isEqualTo(333);
        assertThat(count(org)).isEqualTo(333);
    }

    @Test
    default void nullsAndLongTextsComeBackAsTheyWere() {
        UUID org = UUID.randomUUID();
        String frame = "字\"\\ \u0001😀".repeat(40_000);
        database()
                .insert(CATCHUP, List.<Object[]>of(new Object[] {org, 1L, "message", "org", org, null, frame}))
                .block();
        String read = database()
                .one(
                        "SELECT actor_id, frame FROM journal WHERE org_id = $1 AND position = $2",
                        row -> row.uuid("actor_id") + row.string("frame"),
                        org,
                        1L)
                .block();
        assertThat(read).isEqualTo("null" + frame);
    }

    @Test
    default void aFailedTransactionLeavesNoTrace() {
        UUID org = UUID.randomUUID();
        Mono<Long> failing = database()
                .transaction(queries -> bury(queries, org, "a").then(Mono.error(new IllegalStateException("no"))));
        StepVerifier.create(failing).verifyErrorMessage("no");
        assertThat(count(org)).isZero();
    }

    @Test
    default void aCancelledTransactionLeavesNoTraceAndGivesItsConnectionBack() {
        UUID org = UUID.randomUUID();
        for (int i = 0; i < 30; i++) {
            Sinks.Empty<Void> written = Sinks.empty();
            Disposable running = database()
                    .transaction(queries -> bury(queries, org, "a")
                            .doOnNext(rows -> written.tryEmitEmpty())
                            .then(Mono.never()))
                    .subscribe();
            written.asMono().block(Duration.ofSeconds(10));
            running.dispose();
        }
        assertThat(count(org)).isZero();
        assertThat(database().transaction(queries -> bury(queries, org, "b")).block())
                .isEqualTo(1);
    }

    @Test
    default void aTakenKeyIsToldFromOtherFailures() {
        UUID org = UUID.randomUUID();
        bury(database(), org, "a").block();
        StepVerifier.create(bury(database(), org, "a"))
                .verifyErrorSatisfies(error ->
                        assertThat(((StorageException) error).kind()).isEqualTo(StorageException.Kind.DUPLICATE_KEY));
        StepVerifier.create(database().execute("DELETE FROM nowhere"))
                .verifyErrorSatisfies(
                        error -> assertThat(((StorageException) error).kind()).isEqualTo(StorageException.Kind.FAILED));
    }

    @Test
    default void concurrentTransactionsAllCommit() {
        UUID org = UUID.randomUUID();
        Flux.range(0, 200)
                .flatMap(i -> database().transaction(queries -> bury(queries, org, "bot-" + i)), 200)
                .blockLast();
        assertThat(count(org)).isEqualTo(200);
    }

    @Test
    default void nothingHappensBeforeTheSubscription() {
        UUID org = UUID.randomUUID();
        assertThat(bury(database(), org, "a")).isNotNull();
        assertThat(count(org)).isZero();
    }

    @Test
    default void whatNobodyAsksForYetHoldsNoConnection() {
        UUID org = UUID.randomUUID();
        List<Asking> later = new ArrayList<>();
        for (int i = 0; i < database().poolUse().max(); i++) {
            String name = "later-" + i;
            later.add(bury(database(), org, name).subscribeWith(new Asking()));
            later.add(database()
                    .transaction(queries -> bury(queries, org, name + "t"))
                    .subscribeWith(new Asking()));
        }
        assertThat(bury(database(), org, "now").block(Duration.ofSeconds(5))).isEqualTo(1);
        assertThat(count(org)).isEqualTo(1);

        later.forEach(Asking::ask);
        later.forEach(asking -> asking.answered.asMono().block(Duration.ofSeconds(5)));
        assertThat(count(org)).isEqualTo(1 + later.size());
    }

    @Test
    default void arraysSelectRowsById() {
        UUID org = UUID.randomUUID();
        for (String name : List.of("a", "b", "c")) {
            bury(database(), org, name).block();
        }
        List<String> found = database()
                .list(
                        "SELECT name FROM bot_name_tombstones WHERE org_id = $1 AND name = any($2) ORDER BY name LIMIT 10",
                        row -> row.string("name"),
                        org,
                        new String[] {"a", "c", "x"})
                .block();
        assertThat(found).containsExactly("a", "c");
    }

    @Test
    default void migrationsRunOnce() {
        Migrations.run(database()).block();
        Long versions = database()
                .one("SELECT count(*) AS n FROM schema_versions", row -> row.number("n"))
                .block();
        assertThat(versions).isEqualTo(1);
    }

    private static Mono<Long> bury(Queries queries, UUID org, String name) {
        return queries.execute(
                "INSERT INTO bot_name_tombstones (org_id, name, deleted_at) VALUES ($1, $2, $3)", org, name, 1L);
    }

    private long count(UUID org) {
        return database()
                .one("SELECT count(*) AS n FROM bot_name_tombstones WHERE org_id = $1", row -> row.number("n"), org)
                .block();
    }

    /** Subscribes at once and asks later, as a pipeline does that works on the page before. */
    final class Asking extends BaseSubscriber<Long> {

        private final Sinks.Empty<Void> answered = Sinks.empty();

        @Override
        protected void hookOnSubscribe(Subscription subscription) {}

        void ask() {
            request(1);
        }

        @Override
        protected void hookOnNext(Long rows) {
            answered.tryEmitEmpty();
        }
    }
}
