package dev.parley.persistence.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.Insert;
import dev.parley.persistence.testing.TestOrg;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store must be able to tell of itself. */
public interface StatsRepositoryContract {

    Insert THREADS = Insert.into(
            "threads",
            "org_id",
            "id",
            "topic",
            "topic_folded",
            "status",
            "visibility",
            "join_policy",
            "revision",
            "created_at",
            "updated_at",
            "last_activity_at");

    Insert MESSAGES =
            Insert.into("messages", "org_id", "topic_id", "position", "id", "content", "content_type", "mention_all");

    Database database();

    @Test
    default void countsWhatThereIs() {
        StoredCounts before = count(1_000);
        TestOrg org = TestOrg.in(database());
        org.bot("ada");
        org.bot("bob");
        thread(org, 999);
        thread(org, 1_000);
        thread(org, 1_001);
        org.insert(MESSAGES, org.id().value(), UUID.randomUUID(), 1L, UUID.randomUUID(), "hi", "text", false);

        StoredCounts after = count(1_000);

        assertThat(after)
                .isEqualTo(new StoredCounts(
                        before.orgs() + 1,
                        before.bots() + 2,
                        before.threads() + 3,
                        before.messages() + 1,
                        before.activeThreads() + 1));
    }

    private StoredCounts count(long activeSince) {
        return new SqlStatsRepository().count(database(), activeSince).block();
    }

    private static void thread(TestOrg org, long lastActivity) {
        org.insert(
                THREADS,
                org.id().value(),
                UUID.randomUUID(),
                "topic",
                "topic",
                "active",
                "public",
                "open",
                1L,
                1L,
                1L,
                lastActivity);
    }
}
