package dev.parley.persistence.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.OrgId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What every store of answers to requests with an idempotency key must do. */
public interface IdempotencyRepositoryContract {

    /** Before the times of every other test: what is deleted belongs to all organisations. */
    long LONG_AGO = 1_000;

    long NOW = 1_000_000;

    Database database();

    @Test
    default void findsTheAnswersOfSeveralKeysInTheirOrganisation() {
        OrgId org = TestOrg.in(database()).id();
        OrgId other = TestOrg.in(database()).id();
        UUID first = insert(org, UUID.randomUUID(), "a", NOW);
        UUID second = insert(org, UUID.randomUUID(), "b", NOW);
        insert(other, first, "c", NOW);
        List<UUID> ids = List.of(first, second, UUID.randomUUID());

        assertThat(fingerprints(org, ids, 0)).isEqualTo(Map.of(first, "a".repeat(64), second, "b".repeat(64)));
        assertThat(fingerprints(other, ids, 0)).isEqualTo(Map.of(first, "c".repeat(64)));
        assertThat(answer(org, first, 0)).isEqualTo("{\"text\": \"a \uD83D\uDE00\"}");
        assertThat(answer(other, second, 0)).isNull();
        assertThat(answer(org, UUID.randomUUID(), 0)).isNull();
    }

    @Test
    default void whatIsTooOldCountsAsAbsentAndCanBeFollowedByAnotherAnswer() {
        OrgId org = TestOrg.in(database()).id();
        UUID id = insert(org, UUID.randomUUID(), "a", NOW);

        assertThat(fingerprints(org, List.of(id), NOW)).isEmpty();
        assertThat(answer(org, id, NOW)).isNull();
        assertThat(fingerprints(org, List.of(id), NOW - 1)).hasSize(1);

        insert(org, id, "b", NOW + 1);
        assertThat(fingerprints(org, List.of(id), NOW)).isEqualTo(Map.of(id, "b".repeat(64)));
        assertThat(fingerprints(org, List.of(id), 0)).as("the younger counts").isEqualTo(Map.of(id, "b".repeat(64)));
        assertThat(answer(org, id, 0)).contains("b");
    }

    @Test
    default void deletesTheOldestInBoundedSteps() {
        OrgId org = TestOrg.in(database()).id();
        OrgId other = TestOrg.in(database()).id();
        List<UUID> ids = IntStream.range(0, 5)
                .mapToObj(i -> insert(i % 2 == 0 ? org : other, UUID.randomUUID(), "a", LONG_AGO + i))
                .toList();

        assertThat(delete(LONG_AGO + 3, 3)).isEqualTo(3);
        assertThat(answer(org, ids.get(2), 0)).isNull();
        assertThat(answer(other, ids.get(3), 0)).isNotNull();
        assertThat(delete(LONG_AGO + 3, 3)).isEqualTo(1);
        assertThat(delete(LONG_AGO + 3, 3)).isZero();
        assertThat(answer(org, ids.get(4), 0)).isNotNull();
    }

    private UUID insert(OrgId org, UUID id, String letter, long createdAt) {
        KeyedAnswer answer =
                new KeyedAnswer(id, letter.repeat(64), "{\"text\": \"" + letter + " \uD83D\uDE00\"}", createdAt);
        Mono<Long> inserted = database().insert(IdempotencyRepository.INTO, List.<Object[]>of(answer.row(org)));
        assertThat(inserted.block()).isEqualTo(1);
        return id;
    }

    private Map<UUID, String> fingerprints(OrgId org, List<UUID> ids, long after) {
        return keys().fingerprints(database(), org, ids, after).block();
    }

    private String answer(OrgId org, UUID id, long after) {
        return keys().answer(database(), org, id, after).block();
    }

    private long delete(long until, int limit) {
        return keys().deleteUntil(database(), until, limit).block();
    }

    private static IdempotencyRepository keys() {
        return new SqlIdempotencyRepository();
    }
}
