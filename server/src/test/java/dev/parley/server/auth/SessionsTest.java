package dev.parley.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.session.SessionRepository;
import dev.parley.persistence.session.SqlSessionRepository;
import dev.parley.persistence.session.StoredSession;
import dev.parley.persistence.testing.RecordingDatabase;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Scope;
import dev.parley.server.testing.ManualClock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;

class SessionsTest {

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private static final Duration TTL = Duration.ofHours(8);
    private static final int MANY = SessionRepository.MAX_LISTED + 20;
    private static final long END = 1_900_000_000_000L;

    private final OrgId org = OrgId.next();
    private final ManualClock clock = new ManualClock(1_800_000_000_000L);
    private final RecordingDatabase database = new RecordingDatabase(H2.database());
    private final SessionRepository repository = new SqlSessionRepository(database);
    private final List<String> ended = new CopyOnWriteArrayList<>();
    private final Revocations revocations = new Revocations() {
        @Override
        public void sessionEnded(OrgId of, String sessionRef) {
            assertThat(of).isEqualTo(org);
            ended.add(sessionRef);
        }
    };
    private final Sessions sessions = new Sessions(repository, revocations, clock, () -> clock.millis() * 1_000_000);

    @Test
    void aSessionInItsFirstHalfKeepsItsEnd() {
        NewSession opened = open();
        long end = clock.millis() + TTL.toMillis();
        clock.advance(TTL.dividedBy(2));

        assertThat(find(opened).expiresAt()).isEqualTo(end);
    }

    @Test
    void everyUseInTheSecondHalfMovesTheEnd() {
        NewSession opened = open();
        clock.advance(TTL.dividedBy(2).plusMillis(1));
        assertThat(find(opened).expiresAt()).isEqualTo(clock.millis() + TTL.toMillis());
        clock.advance(Duration.ofSeconds(10));
        assertThat(find(opened).expiresAt()).as("without a write each time").isEqualTo(clock.millis() + TTL.toMillis());

        clock.advance(TTL.minusMinutes(1));
        assertThat(find(opened)).as("it is used to the end").isNotNull();
        clock.advance(TTL.minusMinutes(1));
        assertThat(find(opened)).as("and again").isNotNull();
        clock.advance(TTL);
        assertThat(find(opened)).isNull();
    }

    @Test
    void aSessionInUseIsRarelyWritten() {
        NewSession opened = open();
        clock.advance(TTL.dividedBy(2).plusMillis(1));
        find(opened);
        find(opened);
        database.take();
        IntStream.range(0, 100).forEach(use -> find(opened));

        assertThat(database.take()).isEmpty();
    }

    @Test
    void oneTooManyEndsTheOldest() {
        List<NewSession> opened = IntStream.range(0, 5)
                .mapToObj(i -> {
                    clock.advance(Duration.ofMillis(1));
                    return open();
                })
                .toList();
        assertThat(ended).isEmpty();

        clock.advance(Duration.ofMillis(1));
        NewSession sixth = open();

        assertThat(ended).containsExactly(opened.get(0).session().ref());
        assertThat(find(opened.get(0))).isNull();
        opened.stream().skip(1).forEach(session -> assertThat(find(session)).isNotNull());
        assertThat(find(sixth)).isNotNull();
    }

    @Test
    void aLoginNeverEndsItself() {
        IntStream.range(0, 20).forEach(i -> assertThat(find(open())).isNotNull());

        assertThat(live()).hasSize(5);
    }

    @Test
    void loginsAtTheSameTimeLeaveNoneTooMany() {
        Flux.range(0, 40)
                .flatMap(i -> sessions.open(SessionOwner.orgAdmin(org)), 40)
                .blockLast();

        assertThat(live()).hasSizeLessThanOrEqualTo(5);
        assertThat(ended).doesNotHaveDuplicates().hasSize(40 - live().size());
    }

    @Test
    void expiredSessionsDoNotCountAndArePurged() {
        IntStream.range(0, 5).forEach(i -> open());
        clock.advance(TTL);
        open();

        assertThat(ended).isEmpty();
        sessions.purge().block();
        assertThat(live()).hasSize(1);
    }

    @Test
    void whatIsNoCookieIsNotLookedUp() {
        database.take();

        assertThat(sessions.find("").block()).isNull();
        assertThat(sessions.find("0".repeat(63)).block()).isNull();
        assertThat(sessions.find("A".repeat(64)).block()).isNull();
        assertThat(database.take()).isEmpty();
    }

    @Test
    void aSessionThatIsEndedWhileItIsExtendedStaysEnded() {
        NewSession opened = open();
        clock.advance(TTL.dividedBy(2).plusMillis(1));
        repository.delete(opened.session()).block();

        assertThat(find(opened)).isNull();
        assertThat(live()).isEmpty();
    }

    @Test
    void allSessionsOfAnOrgsAdminsEndTogether() {
        NewSession ofOwner = openAsOwner();
        insertMany();

        sessions.endAdminSessions(org).block();

        assertThat(live()).isEmpty();
        assertThat(ended).hasSize(MANY);
        assertThat(find(ofOwner)).isNotNull();
    }

    @Test
    void allSessionsOfAnOrgEndTogether() {
        NewSession ofOwner = openAsOwner();
        insertMany();

        sessions.endAll(org).block();

        assertThat(live()).isEmpty();
        assertThat(ended).hasSize(MANY + 1);
        assertThat(find(ofOwner)).isNull();
    }

    private NewSession openAsOwner() {
        SessionOwner owner = new SessionOwner(
                SessionRole.BOT_OWNER, org, BotId.next(), "Ada", List.of(Scope.FULL), Optional.empty());
        return sessions.open(owner).block();
    }

    private void insertMany() {
        IntStream.range(0, MANY)
                .mapToObj(i -> new StoredSession(
                        "hash-" + org + i, "ref" + i, "org_admin", org, null, null, null, null, null, 0, END))
                .forEach(session -> repository.insert(session).block());
    }

    @Test
    void lookingAtASessionDoesNotExtendIt() {
        NewSession opened = open();
        clock.advance(TTL.dividedBy(2).plusMinutes(5));

        assertThat(sessions.peek(opened.session().idHash()).block()).isEqualTo(opened.session());
        clock.advance(TTL.dividedBy(2).minusMinutes(5));
        assertThat(sessions.peek(opened.session().idHash()).block()).isNull();
    }

    private NewSession open() {
        return sessions.open(SessionOwner.orgAdmin(org)).block();
    }

    private StoredSession find(NewSession opened) {
        return sessions.find(opened.cookie()).block();
    }

    private List<StoredSession> live() {
        return repository.listByOwner("org:" + org, 0).block();
    }
}
