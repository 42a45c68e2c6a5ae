package dev.parley.persistence.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.Insert;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.JoinStatus;
import dev.parley.protocol.thread.ThreadStatus;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every store must be able to tell of an organisation. */
public interface OverviewRepositoryContract {

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

    Insert CHANNELS = Insert.into("channels", "org_id", "id", "type", "pair_low", "pair_high", "created_at");

    Database database();

    @Test
    default void countsWhatAnOrganisationHas() {
        TestOrg org = TestOrg.in(database());
        fill(org);
        fill(TestOrg.in(database()));

        assertThat(count(org, 1_000))
                .isEqualTo(new OrgCounts(
                        Map.of(JoinStatus.ACTIVE, 2L, JoinStatus.PENDING, 1L),
                        Map.of(ThreadStatus.ACTIVE, 2L, ThreadStatus.CLOSED, 1L),
                        1,
                        1));
    }

    @Test
    default void anOrganisationMayHaveNothing() {
        assertThat(count(TestOrg.in(database()), 0)).isEqualTo(new OrgCounts(Map.of(), Map.of(), 0, 0));
    }

    private OrgCounts count(TestOrg org, long activeSince) {
        return new SqlOverviewRepository()
                .count(database(), org.id(), activeSince)
                .block();
    }

    private static void fill(TestOrg org) {
        org.bot("ada");
        org.bot("bob");
        org.bot("eve", AuthRole.MEMBER, JoinStatus.PENDING);
        thread(org, "active", 1_000);
        thread(org, "active", 1_001);
        thread(org, "closed", 999);
        org.insert(CHANNELS, org.id().value(), UUID.randomUUID(), "direct", UUID.randomUUID(), UUID.randomUUID(), 1L);
    }

    private static void thread(TestOrg org, String status, long lastActivity) {
        org.insert(
                THREADS,
                org.id().value(),
                UUID.randomUUID(),
                "topic",
                "topic",
                status,
                "public",
                "open",
                1L,
                1L,
                1L,
                lastActivity);
    }
}
