package dev.parley.persistence.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.Insert;
import dev.parley.persistence.testing.TestOrg;
import org.junit.jupiter.api.Test;

/** What every store of tombstones must do. */
public interface TombstoneRepositoryContract {

    Insert TOMBSTONES = Insert.into("bot_name_tombstones", "org_id", "name", "deleted_at");

    Database database();

    @Test
    default void listsAnOrganisationsTombstonesByNameInPages() {
        TestOrg org = TestOrg.in(database());
        TestOrg other = TestOrg.in(database());
        for (String name : new String[] {"carol", "alice", "bob"}) {
            bury(org, name, name.length());
        }
        bury(other, "dave", 1);

        assertThat(names().list(database(), org.id(), "", 2).block())
                .containsExactly(new Tombstone("alice", 5), new Tombstone("bob", 3));
        assertThat(names().list(database(), org.id(), "bob", 2).block()).containsExactly(new Tombstone("carol", 5));
        assertThat(names().list(database(), org.id(), "carol", 2).block()).isEmpty();
    }

    @Test
    default void aTombstoneIsTakenAwayInItsOrganisationOnly() {
        TestOrg org = TestOrg.in(database());
        TestOrg other = TestOrg.in(database());
        bury(org, "alice", 1);
        bury(other, "alice", 1);

        assertThat(names().delete(database(), org.id(), "Alice").block()).isFalse();
        assertThat(names().delete(database(), org.id(), "alice").block()).isTrue();
        assertThat(names().delete(database(), org.id(), "alice").block()).isFalse();
        assertThat(names().list(database(), other.id(), "", 9).block()).hasSize(1);
    }

    private static void bury(TestOrg org, String name, long deletedAt) {
        org.insert(TOMBSTONES, org.id().value(), name, deletedAt);
    }

    private static TombstoneRepository names() {
        return new SqlTombstoneRepository();
    }
}
