package dev.parley.persistence.org;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.Insert;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.OrgId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** How an organisation's rows go, in every table there is. */
public interface OrgRowsContract {

    int MANY = 2_500;

    Database database();

    @Test
    default void everyTableThatNamesAnOrganisationIsKnown() {
        assertThat(OrgRows.tables())
                .as("OrgTable has a line for every table with an org_id")
                .containsExactlyInAnyOrderElementsOf(tables());
    }

    @Test
    default void nothingOfADestroyedOrganisationIsLeftAndNothingElseIsMissing() {
        OrgId org = TestOrg.in(database()).id();
        OrgId other = TestOrg.in(database()).id();
        for (String table : tables()) {
            fill(table, org, 3);
            fill(table, other, 3);
        }
        fill("journal", org, MANY);
        destroy(org);

        assertThat(new OrgRows(database()).remove(org).block()).isTrue();

        for (String table : tables()) {
            assertThat(count(table, org)).as(table).isZero();
            assertThat(count(table, other)).as(table).isBetween(1L, 3L);
        }
        assertThat(count("orgs", org)).isZero();
        assertThat(count("orgs", other)).isEqualTo(1);
        assertThat(new OrgRows(database()).remove(org).block())
                .as("nothing to do")
                .isFalse();
    }

    @Test
    default void theOrganisationsOwnRowStaysWhenItIsNotMarked() {
        OrgId org = TestOrg.in(database()).id();

        assertThat(new OrgRows(database()).remove(org).block()).isFalse();

        assertThat(count("orgs", org)).isEqualTo(1);
    }

    private void destroy(OrgId org) {
        assertThat(database()
                        .transaction(queries -> new SqlOrgRepository().markDestroyed(queries, org))
                        .block())
                .isTrue();
    }

    private List<String> tables() {
        return database().list("""
                        SELECT lower(table_name) AS name
                          FROM information_schema.columns
                         WHERE lower(table_schema) = 'public' AND lower(column_name) = 'org_id'
                           AND lower(table_name) <> 'orgs'
                         LIMIT 100
                        """, row -> row.string("name")).block();
    }

    private long count(String table, OrgId org) {
        return database()
                .one("SELECT count(*) AS n FROM " + table + " WHERE org_id = $1", row -> row.number("n"), org.value())
                .block();
    }

    /** Inserts rows of made-up values, unless the organisation is the key: then it has its row already or gets one. */
    private void fill(String table, OrgId org, int rows) {
        List<Column> columns = columns(table);
        boolean oneEach = table.equals("org_positions") || table.equals("org_settings");
        if (oneEach && count(table, org) > 0) {
            return;
        }
        Insert into = Insert.into(table, columns.stream().map(Column::name).toArray(String[]::new));
        List<Object[]> values = new ArrayList<>();
        for (int i = 0; i < (oneEach ? 1 : rows); i++) {
            values.add(columns.stream().map(column -> column.value(org)).toArray());
        }
        database().insert(into, values).block();
    }

    private List<Column> columns(String table) {
        return database()
                .list("""
                        SELECT lower(column_name) AS name, lower(data_type) AS type
                          FROM information_schema.columns
                         WHERE lower(table_schema) = 'public' AND lower(table_name) = $1
                         LIMIT 100
                        """, row -> new Column(row.string("name"), row.string("type")), table)
                .block();
    }

    /** A column of some table. */
    record Column(String name, String type) {

        Object value(OrgId org) {
            if (name.equals("org_id")) {
                return org.value();
            }
            UUID random = UUID.randomUUID();
            return switch (type) {
                case "uuid" -> random;
                case "bigint" -> random.getMostSignificantBits() >>> 1;
                case "integer" -> (int) (random.getMostSignificantBits() >>> 33);
                case "boolean" -> true;
                case "bytea", "binary varying" -> new byte[] {1, 2, 3};
                default -> random.toString().substring(0, 8);
            };
        }
    }
}
