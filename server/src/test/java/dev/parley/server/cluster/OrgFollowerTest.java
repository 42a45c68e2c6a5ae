package dev.parley.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.OrgId;
import dev.parley.server.journal.Audience;
import dev.parley.server.journal.Commit;
import dev.parley.server.journal.CommitListener;
import dev.parley.server.journal.JournalEntry;
import dev.parley.server.journal.Topic;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Commits that are late, lost, doubled and out of order, beside a journal that has them all. */
class OrgFollowerTest {

    private static final OrgId ORG = OrgId.next();
    private static final int PAGE = 3;

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();
    private final List<JournalEntry> journal = new ArrayList<>();
    private final List<Long> told = new ArrayList<>();
    private final Queue<OrgFollower> behind = new ArrayDeque<>();
    private int reads;
    private boolean journalAway;
    private boolean ready = true;

    private final CommitListener listener = new CommitListener() {
        @Override
        public void committed(Commit commit) {
            commit.entries().forEach(entry -> told.add(entry.position()));
        }

        @Override
        public boolean isReady() {
            return ready;
        }
    };

    private final OrgFollower follower = new OrgFollower(
            ORG,
            listener,
            after -> Mono.defer(() -> read(after)),
            behind::add,
            new RelayMetrics(new SimpleMeterRegistry(), () -> 0),
            time);

    private Mono<MissedEntries.Page> read(long after) {
        reads++;
        if (journalAway) {
            return Mono.error(new IllegalStateException("away"));
        }
        List<JournalEntry> page = journal.stream()
                .filter(entry -> entry.position() > after)
                .limit(PAGE)
                .toList();
        long end = page.size() < PAGE ? end() : page.get(PAGE - 1).position();
        return Mono.just(new MissedEntries.Page(page, end));
    }

    private long end() {
        return journal.isEmpty() ? 0 : journal.get(journal.size() - 1).position();
    }

    /** Commits so many entries. */
    private Commit commit(int entries) {
        long before = end();
        LongStream.rangeClosed(before + 1, before + entries)
                .forEach(position -> journal.add(
                        new JournalEntry(ORG, position, "message", Topic.org(ORG), Audience.everyone(), "{}")));
        return new Commit(ORG, before, end(), List.copyOf(journal.subList((int) before, (int) end())));
    }

    private void pass(Duration some) {
        time.advanceTimeBy(some);
        for (OrgFollower next = behind.poll(); next != null; next = behind.poll()) {
            next.catchUp().subscribe();
        }
    }

    private void assertToldUpTo(long position) {
        assertThat(told.equals(LongStream.rangeClosed(1, position).boxed().toList()))
                .as(
                        "%d told, the last %s",
                        told.size(),
                        told.stream().skip(Math.max(0, told.size() - 5)).toList())
                .isTrue();
    }

    @Test
    void whatFollowsIsHandedOnAtOnceAndNothingIsRead() {
        follower.startAt(0);
        for (int i = 0; i < 10; i++) {
            follower.offer(commit(2));
            assertToldUpTo(end());
        }
        pass(OrgFollower.GRACE);
        assertThat(reads).isZero();
    }

    @Test
    void oneThatOvertakesWaitsForTheOneBefore() {
        follower.startAt(0);
        Commit first = commit(1);
        Commit second = commit(1);
        follower.offerRemote(second);
        assertThat(told).isEmpty();
        follower.offer(first);
        assertToldUpTo(2);
        pass(OrgFollower.GRACE);
        assertThat(reads).isZero();
    }

    @Test
    void whatDoesNotComeIsRead() {
        follower.startAt(0);
        commit(7);
        follower.offerRemote(commit(1));
        assertThat(told).isEmpty();
        pass(OrgFollower.GRACE);
        assertToldUpTo(8);
    }

    @Test
    void whatNobodyToldOfIsReadOnceItWasSeen() {
        follower.startAt(0);
        commit(4);
        follower.reached(4);
        pass(OrgFollower.GRACE);
        assertToldUpTo(4);
    }

    @Test
    void whatCameBeforeItsBeginningIsNotHandedOn() {
        Commit old = commit(3);
        Commit partly = commit(2);
        Commit next = commit(1);
        follower.offer(old);
        follower.offer(partly);
        follower.offer(next);
        assertThat(told).isEmpty();
        follower.startAt(4);
        assertThat(told).containsExactly(5L, 6L);
    }

    @Test
    void aCommitWithoutEntriesLeavesNoGap() {
        follower.startAt(0);
        follower.offer(commit(1));
        follower.offer(new Commit(ORG, 1, 5, List.of()));
        follower.offer(new Commit(ORG, 5, 6, List.of()));
        pass(OrgFollower.GRACE);
        assertThat(reads).isZero();
    }

    @Test
    void whileTheJournalCannotBeReadItIsTriedAgain() {
        follower.startAt(0);
        journalAway = true;
        commit(2);
        follower.reached(2);
        pass(OrgFollower.GRACE);
        assertThat(told).isEmpty();
        pass(Duration.ofSeconds(1));
        pass(OrgFollower.GRACE);
        assertThat(reads).isEqualTo(2);
        journalAway = false;
        pass(Duration.ofSeconds(1));
        pass(OrgFollower.GRACE);
        assertToldUpTo(2);
    }

    @Test
    void whatCannotBeHandedOnNowIsReadLater() {
        follower.startAt(0);
        ready = false;
        follower.offerRemote(commit(2));
        assertThat(told).isEmpty();
        ready = true;
        pass(OrgFollower.GRACE);
        assertToldUpTo(2);
    }

    @Test
    void moreThanMayWaitIsRead() {
        follower.startAt(0);
        Commit lost = commit(1);
        for (int i = 0; i < 2 * OrgFollower.MAX_WAITING; i++) {
            follower.offerRemote(commit(1));
        }
        follower.offerRemote(lost);
        pass(OrgFollower.GRACE);
        assertToldUpTo(end());
    }

    @Test
    void afterItsEndNobodyIsToldAnything() {
        follower.startAt(0);
        follower.stop();
        commit(1);
        follower.reached(1);
        pass(OrgFollower.GRACE);
        assertThat(told).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whateverHappensToMessagesEverythingIsHandedOnOnceAndInOrder(long seed) {
        Random random = new Random(seed);
        List<Commit> underWay = new ArrayList<>();
        follower.startAt(0);
        for (int i = 0; i < 2_000; i++) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> follower.offer(commit(1 + random.nextInt(3)));
                case 3, 4 -> underWay.add(commit(1 + random.nextInt(3)));
                case 5 -> {
                    if (!underWay.isEmpty()) {
                        Commit some = underWay.get(random.nextInt(underWay.size()));
                        follower.offerRemote(some);
                        if (random.nextInt(4) > 0) {
                            underWay.remove(some);
                        }
                    }
                }
                case 6 -> pass(Duration.ofMillis(random.nextInt(60)));
                default -> {
                    ready = random.nextInt(5) > 0;
                    journalAway = random.nextInt(5) == 0;
                }
            }
            assertToldUpTo(told.size());
        }
        ready = true;
        journalAway = false;
        follower.reached(end());
        for (int i = 0; i < 4; i++) {
            pass(Duration.ofSeconds(1));
        }
        assertToldUpTo(end());
    }
}
