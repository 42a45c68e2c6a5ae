package dev.parley.persistence.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.testing.Bulk;
import dev.parley.persistence.testing.QueryPlans;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.ArtifactId;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.artifact.Artifact;
import dev.parley.protocol.artifact.ArtifactType;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A page of artifacts, and a version of one, must not read all there are in the thread. */
class ArtifactPlansTest {

    private static final int KEYS = 4_000;
    private static final int VERSIONS = 5;
    private static final int PAGE = 20;
    private static final ThreadId THREAD = ThreadId.next();

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    @RegisterExtension
    static final TestDatabase POSTGRES = TestDatabase.postgres();

    @Test
    void h2ReadsThePageOnly() {
        QueryPlans queries = new QueryPlans(H2.database());
        ask(queries, fill(H2.database()));

        assertThat(queries.plans()).hasSize(2).allSatisfy(plan -> {
            assertThat(plan).doesNotContain("tableScan");
            assertThat(QueryPlans.mostRowsScanned(plan)).as(plan).isLessThan(2 * VERSIONS * PAGE);
        });
    }

    @Test
    void h2ReadsAllArtifactsOnce() {
        QueryPlans queries = new QueryPlans(H2.database());
        OrgId org = fill(H2.database());
        new SqlArtifactRepository().listLatest(queries, org, THREAD).block();

        assertThat(queries.plans()).hasSize(1).allSatisfy(plan -> assertThat(QueryPlans.mostRowsScanned(plan))
                .as(plan)
                .isLessThan(2 * KEYS * VERSIONS));
    }

    @Test
    void postgresReadsThePageOnly() {
        OrgId org = fill(POSTGRES.database());
        POSTGRES.database().execute("VACUUM ANALYZE artifacts").block();
        QueryPlans queries = QueryPlans.ofPostgres(POSTGRES.database());
        ask(queries, org);

        assertThat(queries.plans()).hasSize(2).allSatisfy(plan -> assertThat(plan)
                .contains("artifacts_pkey")
                .doesNotContain("Seq Scan on artifacts")
                .doesNotContainPattern("rows=\\d{4,}(\\.\\d+)? loops"));
    }

    private static void ask(QueryPlans queries, OrgId org) {
        ArtifactRepository artifacts = new SqlArtifactRepository();
        assertThat(artifacts
                        .listLatestByKey(queries, org, THREAD, "key 1", PAGE)
                        .block())
                .hasSize(PAGE);
        assertThat(artifacts.findUpTo(queries, org, THREAD, "key 2000", 4).block())
                .isNotNull();
    }

    private static OrgId fill(Database database) {
        OrgId org = TestOrg.in(database).id();
        List<Object[]> rows = IntStream.range(0, KEYS * VERSIONS)
                .mapToObj(i -> ArtifactRepository.row(org, version("key " + i / VERSIONS, 1 + i % VERSIONS)))
                .toList();
        Bulk.insert(database, ArtifactRepository.INTO, rows);
        return org;
    }

    private static Artifact version(String key, int version) {
        return new Artifact(
                ArtifactId.next(),
                THREAD,
                key,
                ArtifactType.TEXT,
                null,
                "x",
                null,
                null,
                null,
                BotId.next(),
                version,
                false,
                1,
                1);
    }
}
