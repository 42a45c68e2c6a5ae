package dev.parley.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.audit.AuditIds;
import dev.parley.persistence.audit.AuditRepository;
import dev.parley.persistence.journal.Position;
import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The audit log as a file. */
interface AuditExportContract {

    String PATH = "/api/audit/export";

    TestHub hub();

    @Test
    default void rowsAreLinesOfCommaSeparatedValues() {
        TestOrg org = hub().org();
        TestBot ada = org.adminBot("ada");
        ada.http().patch("/api/me/name", Fields.of("name", "grace"));

        Answer answer = org.admin().get(PATH + "?action=bot.rename");

        JsonNode row = org.admin().get("/api/audit?action=bot.rename").json().get(0);
        assertThat(answer.header("Content-Type")).contains("text/csv; charset=utf-8");
        assertThat(answer.header("Content-Disposition")).contains("attachment; filename=\"audit.csv\"");
        assertThat(answer.body())
                .isEqualTo("time,actor,action,target_type,target_id,detail,id\r\n%s,%s,bot.rename,bot,%s,\"%s\",%s\r\n"
                        .formatted(
                                Instant.ofEpochMilli(row.path("created_at").asLong()),
                                ada.id(),
                                ada.id(),
                                "{\"\"old_name\"\":\"\"ada\"\",\"\"new_name\"\":\"\"grace\"\"}",
                                row.path("id").asString()));
    }

    @Test
    default void rowsAreLinesOfJson() {
        TestOrg org = hub().org();
        org.adminBot("ada");

        List<String> lines =
                org.admin().get(PATH + "?format=jsonl").body().lines().toList();

        assertThat(lines)
                .isEqualTo(org.admin()
                        .get("/api/audit")
                        .json()
                        .valueStream()
                        .map(JsonNode::toString)
                        .toList());
    }

    @Test
    default void everyPageIsWritten() {
        TestOrg org = hub().org();
        insert(org, 1_234);

        List<String> lines = org.admin()
                .get(PATH + "?format=jsonl&target_type=rock")
                .body()
                .lines()
                .toList();

        assertThat(lines).hasSize(1_234).doesNotHaveDuplicates();
        assertThat(lines.get(0)).contains("\"target_id\":\"1233\"");
        assertThat(lines.get(1_233)).contains("\"target_id\":\"0\"");
    }

    @Test
    default void filtersNarrowItDown() {
        TestOrg org = hub().org();
        insert(org, 10);

        assertThat(org.admin()
                        .get(PATH + "?format=jsonl&target_type=rock&since=1002&until=1005")
                        .body()
                        .lines())
                .hasSize(3);
        assertThat(org.admin()
                        .get("/api/audit?target_type=rock&since=1002&until=1005")
                        .json())
                .hasSize(3);
        assertThat(org.admin().get(PATH + "?action=nothing").body()).hasLineCount(1);
        assertThat(org.admin().get(PATH + "?until=x").code()).isEqualTo("VALIDATION_ERROR");
        assertThat(org.admin().get(PATH + "?format=xml").code()).isEqualTo("VALIDATION_ERROR");
    }

    @Test
    default void everyOrganisationGetsItsOwn() {
        TestOrg org = hub().org();
        insert(org, 3);
        TestOrg other = hub().org();

        assertThat(other.admin().get(PATH + "?target_type=rock&format=jsonl").body())
                .isEmpty();
        assertThat(hub().operator().get(PATH).body()).hasLineCount(1);
        assertThat(org.bot("bob").http().get(PATH).code()).isEqualTo("FORBIDDEN");
    }

    /** One in every millisecond from 1000 on, as no other action is dated. */
    private void insert(TestOrg org, int count) {
        List<Object[]> rows = IntStream.range(0, count)
                .mapToObj(i -> new Object[] {
                    UUID.fromString(org.id()),
                    AuditIds.at(Position.first(1_000 + i)),
                    null,
                    "rock.turn",
                    "rock",
                    Integer.toString(i),
                    null,
                    1_000L + i
                })
                .toList();
        hub().inDatabase(database ->
                database.insert(AuditRepository.into("rock.turn", "rock"), rows).block());
    }
}
