package dev.parley.server.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.Insert;
import dev.parley.persistence.StorageException;
import dev.parley.persistence.journal.Position;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.bot.BotRef;
import dev.parley.protocol.event.Event;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** What the journal must do on every database. */
interface JournalContract {

    Insert TOMBSTONES = Insert.into("bot_name_tombstones", "org_id", "name", "deleted_at");

    Database database();

    @Test
    default void concurrentCommandsGetRisingPositionsAndReachTheListenerInThatOrder() {
        List<Long> heard = Collections.synchronizedList(new ArrayList<>());
        OrgId org = newOrg();
        Journal journal = journal(entries -> entries.forEach(entry -> heard.add(entry.position())));
        List<Long> answers = Flux.range(0, 500)
                .flatMap(i -> journal.append(org, JournalContract::say), 500)
                .collectList()
                .block();
        assertThat(heard).hasSize(500).isSorted().doesNotHaveDuplicates();
        assertThat(new HashSet<>(answers)).isEqualTo(new HashSet<>(heard));
        assertThat(storedPositions(org)).isEqualTo(heard);
    }

    @Test
    default void theListenerHearsOfAnEntryBeforeItsAuthorIsAnswered() {
        List<Long> heard = Collections.synchronizedList(new ArrayList<>());
        OrgId org = newOrg();
        Journal journal = journal(entries -> entries.forEach(entry -> heard.add(entry.position())));
        for (int i = 0; i < 20; i++) {
            Long position = journal.append(org, JournalContract::say).block();
            assertThat(heard).contains(position);
        }
    }

    @Test
    default void aRefusedCommandDoesNotDisturbItsNeighbours() {
        OrgId org = newOrg();
        Journal journal = journal(entries -> {});
        Mono<Long> refused = journal.append(org, lane -> Mono.error(HubException.invalid("no")));
        long accepted = Flux.range(0, 100)
                .flatMap(
                        i -> i % 3 == 0
                                ? refused.onErrorResume(e -> Mono.empty())
                                : journal.append(org, JournalContract::say),
                        100)
                .count()
                .block();
        assertThat(accepted).isEqualTo(66);
        assertThat(storedPositions(org)).hasSize(66);
        StepVerifier.create(refused)
                .verifyErrorSatisfies(error -> assertThat(code(error)).isEqualTo(ErrorCode.VALIDATION_ERROR));
    }

    @Test
    default void aCommandTheDatabaseRefusesFailsAlone() {
        OrgId org = newOrg();
        Journal journal = journal(entries -> {});
        journal.append(org, lane -> bury(lane, "taken")).block();
        List<Mono<Long>> commands = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            commands.add(journal.append(org, JournalContract::say));
        }
        Mono<Long> guilty = journal.append(org, lane -> bury(lane, "taken"))
                .onErrorResume(StorageException.class, error -> Mono.just(-1L));
        commands.add(15, guilty);
        List<Long> answers =
                Flux.merge(Flux.fromIterable(commands), 64).collectList().block();
        assertThat(answers).hasSize(31).containsOnlyOnce(-1L);
        assertThat(storedPositions(org)).hasSize(31);
    }

    @Test
    default void aRefusalAfterAWriteLeavesNoTrace() {
        OrgId org = newOrg();
        Journal journal = journal(entries -> {});
        Mono<Long> late = journal.append(
                org, lane -> bury(lane, "late").then(Mono.error(HubException.of(ErrorCode.CONFLICT, "too late"))));
        StepVerifier.create(late)
                .verifyErrorSatisfies(error -> assertThat(code(error)).isEqualTo(ErrorCode.CONFLICT));
        assertThat(storedPositions(org)).isEmpty();
        assertThat(buried(org)).isZero();
    }

    @Test
    default void aCommandSeesWhatItsBatchWroteBeforeIt() {
        OrgId org = newOrg();
        Journal journal = journal(entries -> {});
        Long seen = journal.append(org, lane -> bury(lane, "first")
                        .then(lane.one(
                                "SELECT count(*) AS n FROM bot_name_tombstones WHERE org_id = $1",
                                row -> row.number("n"),
                                org.value())))
                .block();
        assertThat(seen).isEqualTo(1);
    }

    @Test
    default void twoJournalsOnOneDatabaseShareOneOrderAndForgetWhatTheOtherChanged() {
        OrgId org = newOrg();
        Journal here = journal(entries -> {});
        Journal there = journal(entries -> {});
        assertThat(here.append(org, JournalContract::increment).block()).isEqualTo(1);
        assertThat(there.append(org, JournalContract::increment).block()).isEqualTo(2);
        Flux.range(0, 60)
                .flatMap(i -> (i % 2 == 0 ? here : there).append(org, JournalContract::increment), 16)
                .blockLast();
        assertThat(here.append(org, JournalContract::increment).block()).isEqualTo(63);
        assertThat(storedPositions(org)).isSorted().doesNotHaveDuplicates().hasSize(63);
    }

    @Test
    default void timeDoesNotRunBackwardsWhenTheClockDoes() {
        OrgId org = newOrg();
        long[] now = {1_000_000};
        Clock clock = new SettableClock(now);
        Journal journal = new Journal(database(), clock, entries -> {}, new SimpleMeterRegistry());
        long before = journal.append(org, JournalContract::say).block();
        now[0] = 5_000;
        long after = journal.append(org, JournalContract::say).block();
        assertThat(after).isEqualTo(before + 1);
        assertThat(Position.millis(after)).isEqualTo(1_000_000);
    }

    @Test
    default void aLaneRemembersUntilAnotherNodeReplacesWhatMayBeRemembered() {
        OrgId org = newOrg();
        Journal here = journal(entries -> {});
        Journal there = journal(entries -> {});
        assertThat(here.append(org, lane -> recall(lane, "first")).block()).isEqualTo("first");

        there.append(org, JournalContract::say).block();
        assertThat(here.append(org, lane -> recall(lane, "second")).block()).isEqualTo("first");
        assertThat(here.append(org, lane -> lane.recallCurrent(String.class, "name", Mono.just("second")))
                        .block())
                .isEqualTo("second");

        there.append(org, lane -> Mono.fromRunnable(() -> lane.replace(String.class, "name", "third")))
                .block();
        assertThat(here.append(org, lane -> recall(lane, "third")).block()).isEqualTo("third");
        assertThat(there.append(org, lane -> recall(lane, "fourth")).block()).isEqualTo("third");
        assertThat(here.append(org, lane -> lane.recallCurrent(String.class, "name", Mono.just("fourth")))
                        .block())
                .isEqualTo("third");
    }

    @Test
    default void aCommandForAnUnknownOrganisationIsRefused() {
        StepVerifier.create(journal(entries -> {}).append(OrgId.next(), JournalContract::say))
                .verifyErrorSatisfies(error -> assertThat(code(error)).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    default void aFullLaneRefusesAndRecovers() {
        OrgId org = newOrg();
        Sinks.One<Long> gate = Sinks.one();
        Journal journal = journal(entries -> {});
        List<Throwable> refusals = Collections.synchronizedList(new ArrayList<>());
        Mono<Long> blocked = journal.append(org, lane -> gate.asMono());
        Flux<Long> flood = Flux.range(0, Lane.CAPACITY + 100)
                .flatMap(
                        i -> journal.append(org, JournalContract::say).onErrorResume(error -> {
                            refusals.add(error);
                            return Mono.empty();
                        }),
                        Lane.CAPACITY + 100)
                .doOnSubscribe(s -> {})
                .mergeWith(Mono.fromRunnable(() -> gate.tryEmitValue(0L)));
        Long answered = Flux.merge(blocked, flood).count().block();
        assertThat(refusals).isNotEmpty().allSatisfy(error -> assertThat(code(error))
                .isEqualTo(ErrorCode.OVERLOADED));
        assertThat(answered + refusals.size()).isEqualTo(Lane.CAPACITY + 101L);
        assertThat(journal.append(org, JournalContract::say).block()).isPositive();
    }

    @Test
    default void aCommandAppendsNothingUntilSomebodyAsksForItsAnswer() {
        OrgId org = newOrg();
        Mono<Long> never = journal(entries -> {}).append(org, JournalContract::say);
        assertThat(never).isNotNull();
        assertThat(storedPositions(org)).isEmpty();
    }

    @Test
    default void aFailingListenerNeitherRepeatsNorLosesTheBatch() {
        OrgId org = newOrg();
        Journal journal = journal(entries -> {
            throw new IllegalStateException("listener");
        });
        assertThat(journal.append(org, JournalContract::say).block()).isPositive();
        assertThat(storedPositions(org)).hasSize(1);
    }

    @Test
    default void entriesArePushedBetweenWhatFollowsTheCommitAndWhatFollowsThePush() {
        OrgId org = newOrg();
        List<String> order = new CopyOnWriteArrayList<>();
        Journal journal = journal(entries -> order.add("push"));

        journal.append(org, lane -> {
                    lane.afterPush(() -> order.add("after the push"));
                    lane.afterCommit(() -> order.add("after the commit"));
                    return say(lane);
                })
                .doOnNext(answer -> order.add("answer"))
                .block();
        assertThat(order).containsExactly("after the commit", "push", "after the push", "answer");
    }

    private Journal journal(JournalListener listener) {
        return new Journal(database(), Clock.systemUTC(), listener, new SimpleMeterRegistry());
    }

    private OrgId newOrg() {
        OrgId org = OrgId.next();
        database()
                .execute("INSERT INTO org_positions (org_id, position, epoch) VALUES ($1, 0, 'test')", org.value())
                .block();
        return org;
    }

    private List<Long> storedPositions(OrgId org) {
        return database()
                .list(
                        "SELECT position FROM journal WHERE org_id = $1 ORDER BY org_id, position LIMIT 10000",
                        row -> row.number("position"),
                        org.value())
                .block();
    }

    private long buried(OrgId org) {
        return database()
                .one(
                        "SELECT count(*) AS n FROM bot_name_tombstones WHERE org_id = $1",
                        row -> row.number("n"),
                        org.value())
                .block();
    }

    private static Mono<Long> say(LaneTransaction lane) {
        long at = lane.nextPosition();
        BotRef bot = new BotRef(BotId.next(), "scribe");
        lane.append(at, Topic.org(lane.org()), Audience.everyone(), bot.id(), new Event.BotOnline(bot));
        return Mono.just(at);
    }

    private static Mono<Long> bury(LaneTransaction lane, String name) {
        return say(lane).flatMap(at -> {
            lane.insertLater(TOMBSTONES, lane.org().value(), name, at);
            return Mono.just(at);
        });
    }

    /** Counts the organisation's entries, reading them only when the lane does not remember the number. */
    private static Mono<Long> increment(LaneTransaction lane) {
        Mono<Long> stored = lane.one(
                "SELECT count(*) AS n FROM journal WHERE org_id = $1",
                row -> row.number("n"),
                lane.org().value());
        return lane.recall(Long.class, "entries", stored)
                .flatMap(count -> say(lane).map(at -> {
                    lane.replace(Long.class, "entries", count + 1);
                    return count + 1;
                }));
    }

    private static Mono<String> recall(LaneTransaction lane, String stored) {
        return lane.recall(String.class, "name", Mono.just(stored));
    }

    private static ErrorCode code(Throwable error) {
        return ((HubException) error).error().code();
    }

    /** Shows the time in an array's only element. */
    final class SettableClock extends Clock {
        private final long[] millis;

        SettableClock(long[] millis) {
            this.millis = millis;
        }

        @Override
        public long millis() {
            return millis[0];
        }

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(millis[0]);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
