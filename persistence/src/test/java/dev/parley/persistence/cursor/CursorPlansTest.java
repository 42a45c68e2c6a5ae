package dev.parley.persistence.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.Queries;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.cursor.CursorRepository.Change;
import dev.parley.persistence.member.MemberRepository;
import dev.parley.persistence.testing.QueryPlans;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.BotId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Some cursors must be found, and written, without reading those of all bots. */
class CursorPlansTest {

    private static final int CURSORS = 20_000;
    private static final int TOPICS = 500;
    private static final int MEMBERS = 10;

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    @RegisterExtension
    static final TestDatabase POSTGRES = TestDatabase.postgres();

    private final CursorRepository cursors = new SqlCursorRepository();

    @Test
    void h2ReadsWhatIsAskedFor() {
        Crowd crowd = Crowd.in(H2.database());
        QueryPlans queries = new QueryPlans(H2.database());
        ask(queries, queries.withStatements(), crowd);

        assertThat(queries.plans()).hasSize(3).allSatisfy(plan -> {
            assertThat(plan).doesNotContain("tableScan");
            assertThat(QueryPlans.mostRowsScanned(plan)).as(plan).isLessThan(3 * MEMBERS);
        });
    }

    @Test
    void postgresReadsWhatIsAskedFor() {
        Crowd crowd = Crowd.in(POSTGRES.database());
        for (String table : List.of("members", "bots", "bot_cursors")) {
            POSTGRES.database().execute("VACUUM ANALYZE " + table).block();
        }
        QueryPlans queries = QueryPlans.ofPostgres(POSTGRES.database());
        ask(queries, queries.withStatements(), crowd);

        assertThat(queries.plans()).hasSize(3).allSatisfy(plan -> assertThat(plan)
                .doesNotContain("Seq Scan on members", "Seq Scan on bot_cursors"));
    }

    private void ask(Queries queries, Queries statements, Crowd crowd) {
        List<BotId> some = crowd.bots.stream().map(BotSummary::id).toList();
        assertThat(cursors.listRecipients(
                                queries,
                                crowd.org.id(),
                                crowd.topics.get(3),
                                5,
                                some.get(0).value(),
                                100)
                        .block())
                .hasSize(MEMBERS - 1);
        List<BotCursor> found = cursors.list(queries, crowd.org.id(), some).block();
        assertThat(found).hasSize(MEMBERS);
        List<Change> changes = found.stream()
                .map(cursor -> new Change(cursor, cursor.handedOver(Delivered.upTo(5), 1)))
                .toList();
        cursors.updateDelivered(statements, crowd.org.id(), changes).block();
    }

    /** Many bots in many topics of one organisation. */
    private record Crowd(TestOrg org, List<BotSummary> bots, List<UUID> topics) {

        static Crowd in(Database database) {
            TestOrg org = TestOrg.in(database);
            List<BotSummary> bots = IntStream.range(0, MEMBERS)
                    .mapToObj(i -> org.bot("bot-" + i))
                    .toList();
            List<UUID> topics = Stream.generate(UUID::randomUUID).limit(TOPICS).toList();
            List<Object[]> rows = new ArrayList<>();
            for (UUID topic : topics) {
                bots.forEach(bot -> rows.add(MemberRepository.joined(org.id(), topic, bot.id(), 1, null)));
            }
            database.insert(MemberRepository.INTO, rows).block();
            List<Object[]> others = Stream.generate(() -> BotCursor.first(org.id(), BotId.next(), 1))
                    .limit(CURSORS)
                    .toList();
            database.insert(CursorRepository.INTO, others).block();
            return new Crowd(org, bots, topics);
        }
    }
}
