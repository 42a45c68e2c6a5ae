package dev.parley.persistence.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Scope;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What every store of sessions must do, in a database or not. */
public interface SessionRepositoryContract {

    /** When the sessions here begin, in ms. */
    long START = 1_800_000_000_000L;

    long HOUR = Duration.ofHours(1).toMillis();

    SessionRepository sessions();

    @Test
    default void findsALiveSessionAsItBegan() {
        StoredSession owner = new StoredSession(
                id(),
                "0011223344556677",
                "bot_owner",
                OrgId.next(),
                BotId.next(),
                "Ada",
                List.of(Scope.READ, Scope.THREAD),
                UUID.randomUUID(),
                START + 5 * HOUR,
                START,
                START + HOUR);
        StoredSession operator = new StoredSession(
                id(), "8899aabbccddeeff", "super_admin", null, null, null, null, null, null, START, START + HOUR);
        insert(owner, operator);

        assertThat(find(owner, START)).isEqualTo(owner);
        assertThat(find(operator, START)).isEqualTo(operator);
        assertThat(find(owner, START + HOUR)).as("it has expired").isNull();
        assertThat(sessions().find(id(), START).block()).isNull();
    }

    @Test
    default void aSessionIsExtendedWhileItIsThere() {
        StoredSession session = ofAdmin(OrgId.next(), 0);
        insert(session);

        assertThat(sessions().extend(session, START + 2 * HOUR, START + 1).block())
                .isTrue();
        assertThat(find(session, START + HOUR)).isEqualTo(session.withExpiry(START + 2 * HOUR));

        sessions().delete(session).block();
        assertThat(sessions().extend(session, START + 3 * HOUR, START + 1).block())
                .isFalse();
        assertThat(find(session, START)).as("it stays gone").isNull();
        assertThat(list(session, START)).isEmpty();
    }

    @Test
    default void oneOfSeveralWhoDeleteASessionIsTold() {
        StoredSession session = ofAdmin(OrgId.next(), 0);
        insert(session);

        List<Boolean> told = Flux.range(0, 8)
                .flatMap(caller -> sessions().delete(session), 8)
                .collectList()
                .block();

        assertThat(told).containsOnlyOnce(true);
        assertThat(find(session, START)).isNull();
    }

    @Test
    default void listsTheLiveSessionsOfOneOwnerOldestFirst() {
        OrgId org = OrgId.next();
        StoredSession second = ofAdmin(org, 2);
        StoredSession first = ofAdmin(org, 1);
        StoredSession gone = ofAdmin(org, 3);
        StoredSession ofAnotherOrg = ofAdmin(OrgId.next(), 0);
        StoredSession ofABot = new StoredSession(
                id(), "0", "bot_owner", org, BotId.next(), null, List.of(Scope.FULL), null, null, START, START + HOUR);
        insert(second, first, gone, ofAnotherOrg, ofABot);
        sessions().delete(gone).block();

        assertThat(list(first, START)).containsExactly(first, second);
        assertThat(list(first, START + HOUR + 1)).as("the first has expired").containsExactly(second);
        assertThat(list(ofABot, START)).containsExactly(ofABot);
    }

    @Test
    default void listsTheLiveSessionsOfAnOrganisationNewestFirst() {
        OrgId org = OrgId.next();
        StoredSession first = ofAdmin(org, 1);
        StoredSession second = ofBot(org, 2);
        StoredSession third = ofBot(org, 3);
        StoredSession gone = ofAdmin(org, 4);
        insert(third, first, gone, second, ofAdmin(OrgId.next(), 5));
        sessions().delete(gone).block();

        assertThat(page(org, START, 0, 10)).containsExactly(third, second, first);
        assertThat(page(org, START, 1, 1)).containsExactly(second);
        assertThat(page(org, START, 3, 10)).isEmpty();
        assertThat(page(org, START + HOUR + 1, 0, 10))
                .as("the first has expired")
                .containsExactly(third, second);
    }

    @Test
    default void aSessionThatWasExtendedIsListedToItsNewEnd() {
        StoredSession session = ofAdmin(OrgId.next(), 0);
        insert(session);

        sessions().extend(session, START + 2 * HOUR, START + 1).block();

        assertThat(page(session.org(), START + HOUR, 0, 10)).containsExactly(session.withExpiry(START + 2 * HOUR));
        assertThat(byRef(session.org(), session, START + HOUR)).isNotNull();
    }

    @Test
    default void findsASessionByItsRefInItsOwnOrganisation() {
        StoredSession session = ofAdmin(OrgId.next(), 0);
        insert(session);

        assertThat(byRef(session.org(), session, START)).isEqualTo(session);
        assertThat(byRef(OrgId.next(), session, START)).isNull();
        assertThat(byRef(session.org(), session, START + HOUR))
                .as("it has expired")
                .isNull();

        sessions().delete(session).block();
        assertThat(byRef(session.org(), session, START)).isNull();
    }

    @Test
    default void aSessionNeverOutlivesTheTokenItBeganWith() {
        StoredSession session = ofBot(OrgId.next(), 0);
        insert(session);

        sessions().extend(session, START + 9 * HOUR, START + 1).block();

        assertThat(find(session, START).expiresAt()).isEqualTo(session.notAfter());
    }

    @Test
    default void removingWhatExpiredLeavesTheOthers() {
        StoredSession expired = ofAdmin(OrgId.next(), 0);
        StoredSession live = ofAdmin(OrgId.next(), HOUR);
        insert(expired, live);

        sessions().deleteExpired(START + HOUR).block();

        assertThat(find(expired, START + HOUR)).isNull();
        assertThat(find(live, START + HOUR)).isEqualTo(live);
        assertThat(sessions().deleteExpired(START + HOUR).block())
                .as("nothing is left")
                .isZero();
    }

    /** As a login does: it lists them on whatever thread tells that its own is there. */
    @Test
    default void manyAreListedOnTheThreadThatToldOfAnInsert() {
        OrgId org = OrgId.next();
        List<StoredSession> many =
                IntStream.range(0, 40).mapToObj(n -> ofAdmin(org, n)).toList();

        assertThat(Flux.fromIterable(many)
                        .concatMap(sessions()::insert)
                        .then(Mono.defer(
                                () -> sessions().listByOwner(many.get(0).owner(), START + 50)))
                        .block())
                .isEqualTo(many);
    }

    private StoredSession find(StoredSession session, long nowMillis) {
        return sessions().find(session.idHash(), nowMillis).block();
    }

    private List<StoredSession> list(StoredSession session, long nowMillis) {
        return sessions().listByOwner(session.owner(), nowMillis).block();
    }

    private void insert(StoredSession... all) {
        for (StoredSession session : all) {
            sessions().insert(session).block();
        }
    }

    private List<StoredSession> page(OrgId org, long nowMillis, int offset, int limit) {
        return sessions().listByOrg(org, nowMillis, offset, limit).block();
    }

    private StoredSession byRef(OrgId org, StoredSession session, long nowMillis) {
        return sessions().findByRef(org, session.ref(), nowMillis).block();
    }

    private static StoredSession ofBot(OrgId org, long afterMillis) {
        long createdAt = START + afterMillis;
        return new StoredSession(
                id(),
                ref(),
                "bot_owner",
                org,
                BotId.next(),
                "Ada",
                List.of(Scope.FULL),
                UUID.randomUUID(),
                START + 4 * HOUR,
                createdAt,
                createdAt + HOUR);
    }

    private static StoredSession ofAdmin(OrgId org, long afterMillis) {
        long createdAt = START + afterMillis;
        return new StoredSession(
                id(), ref(), "org_admin", org, null, null, null, null, null, createdAt, createdAt + HOUR);
    }

    private static String ref() {
        return id().substring(0, 8) + id().substring(0, 8);
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }
}
