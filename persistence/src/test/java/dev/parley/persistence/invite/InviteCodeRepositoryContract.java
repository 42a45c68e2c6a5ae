package dev.parley.persistence.invite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.protocol.Ids;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** What every store of invite codes must do. */
public interface InviteCodeRepositoryContract {

    long NOW = 1_000;

    Database database();

    @Test
    default void listsCodesNewestFirst() {
        InviteCode older = insert("for a friend", 3, 0);
        InviteCode newer = insert(null, 0, NOW);

        assertThat(codes().list(database()).block()).containsSubsequence(newer, older);
        assertThat(codes().find(database(), older.code()).block()).isEqualTo(older);
        assertThat(codes().find(database(), "hxa_unknown").block()).isNull();
    }

    @Test
    default void aCodeIsUsedAsOftenAsItAllows() {
        InviteCode twice = insert(null, 2, 0);
        InviteCode always = insert(null, 0, NOW + 1);

        assertThat(List.of(use(twice), use(twice), use(twice))).containsExactly(true, true, false);
        assertThat(List.of(use(always), use(always), use(always))).containsExactly(true, true, true);
        assertThat(codes().find(database(), twice.code()).block().useCount()).isEqualTo(2);
        assertThat(codes().find(database(), always.code()).block().useCount()).isEqualTo(3);
    }

    @Test
    default void anExpiredCodeIsNotUsed() {
        InviteCode expired = insert(null, 0, NOW);

        assertThat(use(expired)).isFalse();
        assertThat(codes().find(database(), expired.code()).block().useCount()).isZero();
        assertThat(codes().use(database(), "hxa_unknown", NOW).block()).isFalse();
    }

    @Test
    default void usesAtTheSameTimeAreCountedExactly() {
        InviteCode code = insert(null, 5, 0);

        List<Boolean> used = Flux.range(0, 20)
                .flatMap(i -> database().transaction(queries -> codes().use(queries, code.code(), NOW)), 20)
                .collectList()
                .block();

        assertThat(used).filteredOn(done -> done).hasSize(5);
        assertThat(codes().find(database(), code.code()).block().isExhausted()).isTrue();
    }

    @Test
    default void aDeletedCodeIsGone() {
        InviteCode code = insert(null, 0, 0);

        assertThat(codes().delete(database(), Ids.next()).block()).isFalse();
        assertThat(codes().delete(database(), code.id()).block()).isTrue();
        assertThat(codes().delete(database(), code.id()).block()).isFalse();
        assertThat(use(code)).isFalse();
    }

    private boolean use(InviteCode code) {
        return codes().use(database(), code.code(), NOW).block();
    }

    private InviteCode insert(String label, long maxUses, long expiresAt) {
        UUID id = Ids.next();
        InviteCode code = new InviteCode(id, "hxa_" + id, label, maxUses, 0, expiresAt, 7);
        codes().insert(database(), code).block();
        return code;
    }

    private static InviteCodeRepository codes() {
        return new SqlInviteCodeRepository();
    }
}
