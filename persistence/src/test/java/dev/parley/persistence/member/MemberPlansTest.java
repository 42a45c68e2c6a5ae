package dev.parley.persistence.member;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.bot.BotRepository;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.bot.SqlBotRepository;
import dev.parley.persistence.testing.Bulk;
import dev.parley.persistence.testing.QueryPlans;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.testing.TestOrg;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The members of a page of topics, and some bots, must be found without reading all those of the organisation. */
class MemberPlansTest {

    private static final int TOPICS = 2_000;
    private static final int BOTS = 300;
    private static final int MEMBERS = 5;
    private static final int PAGE = 10;

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    @RegisterExtension
    static final TestDatabase POSTGRES = TestDatabase.postgres();

    private final MemberRepository members = new SqlMemberRepository();
    private final BotRepository bots = new SqlBotRepository();

    @Test
    void h2ReadsWhatIsAskedFor() {
        Crowd crowd = Crowd.in(H2.database());
        QueryPlans queries = new QueryPlans(H2.database());
        ask(queries, crowd);

        assertThat(queries.plans()).hasSize(5).allSatisfy(plan -> {
            assertThat(plan).doesNotContain("tableScan");
            assertThat(QueryPlans.mostRowsScanned(plan)).as(plan).isLessThan(3 * PAGE * MEMBERS);
        });
    }

    @Test
    void postgresReadsWhatIsAskedFor() {
        Crowd crowd = Crowd.in(POSTGRES.database());
        POSTGRES.database().execute("VACUUM ANALYZE members").block();
        POSTGRES.database().execute("VACUUM ANALYZE bots").block();
        QueryPlans queries = QueryPlans.ofPostgres(POSTGRES.database());
        ask(queries, crowd);

        assertThat(queries.plans()).hasSize(5).allSatisfy(plan -> assertThat(plan)
                .doesNotContain("Seq Scan on members"));
    }

    private void ask(QueryPlans queries, Crowd crowd) {
        List<UUID> topics = crowd.topics.subList(0, PAGE);
        List<BotSummary> some = crowd.bots.subList(0, PAGE);
        members.listByTopic(queries, crowd.org.id(), topics).block();
        members.listFirst(queries, crowd.org.id(), topics, 2).block();
        members.countByTopic(queries, crowd.org.id(), topics).block();
        bots.listSummaries(
                        queries,
                        crowd.org.id(),
                        some.stream().map(BotSummary::id).toList())
                .block();
        bots.listSummariesByName(
                        queries,
                        crowd.org.id(),
                        some.stream().map(BotSummary::name).toList())
                .block();
    }

    /** Many bots in many topics of one organisation. */
    private record Crowd(TestOrg org, List<BotSummary> bots, List<UUID> topics) {

        static Crowd in(Database database) {
            TestOrg org = TestOrg.in(database);
            List<BotSummary> bots =
                    IntStream.range(0, BOTS).mapToObj(i -> org.bot("bot-" + i)).toList();
            List<UUID> topics = Stream.generate(UUID::randomUUID).limit(TOPICS).toList();
            List<Object[]> rows = new ArrayList<>();
            for (UUID topic : topics) {
                bots.subList(0, MEMBERS)
                        .forEach(bot -> rows.add(MemberRepository.joined(org.id(), topic, bot.id(), 1, null)));
            }
            Bulk.insert(database, MemberRepository.INTO, rows);
            return new Crowd(org, bots, topics);
        }
    }
}
