package dev.parley.server.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.persistence.Database;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.bot.SqlBotChangeRepository;
import dev.parley.persistence.bot.SqlBotRepository;
import dev.parley.persistence.member.MemberRepository;
import dev.parley.persistence.org.SqlOrgRepository;
import dev.parley.persistence.testing.RecordingDatabase;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.persistence.thread.SqlThreadRepository;
import dev.parley.persistence.thread.ThreadRepository;
import dev.parley.persistence.thread.ThreadRow;
import dev.parley.persistence.token.SqlTokenRepository;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.JoinPolicy;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.protocol.thread.Visibility;
import dev.parley.server.auth.Identities;
import dev.parley.server.auth.Revocations;
import dev.parley.server.testing.FeatureHub;
import dev.parley.server.thread.AbandonedThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the deletion of a bot must do, and may cost, on every database. */
interface BotDeletionContract {

    Database database();

    /** Threads are closed by the thousand: the last number takes two rounds. */
    @ParameterizedTest
    @ValueSource(ints = {0, 200, 1_200})
    default void costsAHandfulOfStatementsHoweverMuchTheBotIsIn(int threads) {
        RecordingDatabase recorded = new RecordingDatabase(database());
        FeatureHub hub = new FeatureHub(recorded);
        TestOrg org = TestOrg.in(database());
        BotSummary ada = org.bot("ada");
        BotSummary bob = org.bot("bob");
        open(org, threads, ada);
        open(org, threads, ada, bob);
        open(org, 1, bob);
        recorded.take();

        deletion(hub).deleteSelf(FeatureHub.caller(org, ada)).block();

        assertThat(recorded.take()).hasSizeLessThanOrEqualTo(threads > 1_000 ? 21 : 17);
        assertThat(hub.entries)
                .hasSize(threads + 1)
                .extracting(entry -> entry.type())
                .containsOnlyOnce("bot_offline");
        assertThat(count("SELECT count(*) AS found FROM threads WHERE org_id = $1 AND status = 'closed'", org))
                .isEqualTo(threads);
        assertThat(count("SELECT count(*) AS found FROM threads WHERE org_id = $1 AND status = 'active'", org))
                .isEqualTo(threads + 1L);
        assertThat(count("SELECT count(*) AS found FROM members WHERE org_id = $1", org))
                .as("only the other one's")
                .isEqualTo(threads + 1L);
        assertThat(count("SELECT count(*) AS found FROM journal WHERE org_id = $1", org))
                .isEqualTo(threads + 1L);
    }

    private static BotDeletion deletion(FeatureHub hub) {
        SqlBotRepository bots = new SqlBotRepository();
        Identities identities = new Identities(
                hub.database, new SqlTokenRepository(), bots, new SqlOrgRepository(), Ticker.systemTicker());
        return new BotDeletion(
                hub.journal,
                bots,
                new SqlBotChangeRepository(),
                new AbandonedThreads(new SqlThreadRepository()),
                identities,
                Revocations.NONE);
    }

    private void open(TestOrg org, int threads, BotSummary... participants) {
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> members = new ArrayList<>();
        IntStream.range(0, threads).forEach(i -> {
            HubThread thread = thread(org, participants[0]);
            rows.add(ThreadRow.inserted(thread));
            for (BotSummary bot : participants) {
                members.add(MemberRepository.joined(org.id(), thread.id().value(), bot.id(), 1, null));
            }
        });
        database().insert(ThreadRepository.INTO, rows).block();
        database().insert(MemberRepository.INTO, members).block();
    }

    private static HubThread thread(TestOrg org, BotSummary initiator) {
        return new HubThread(
                ThreadId.next(),
                org.id(),
                "t",
                null,
                ThreadStatus.ACTIVE,
                initiator.id(),
                null,
                null,
                null,
                null,
                Visibility.PUBLIC,
                JoinPolicy.OPEN,
                1,
                1,
                1,
                1,
                null);
    }

    private long count(String sql, TestOrg org) {
        return database().one(sql, row -> row.number("found"), org.id().value()).block();
    }
}
