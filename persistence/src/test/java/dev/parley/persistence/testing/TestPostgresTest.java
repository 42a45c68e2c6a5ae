package dev.parley.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class TestPostgresTest {
    @Test
    void answersAQuery() {
        StepVerifier.create(queryNumber(TestPostgres.createDatabase(), "SELECT 1"))
                .expectNext(1)
                .verifyComplete();
    }

    @Test
    void everyDatabaseIsNewAndEmpty() {
        String first = TestPostgres.createDatabase();
        String second = TestPostgres.createDatabase();
        TestPostgres.execute(first, "CREATE TABLE mine (id integer)");

        assertThat(second).isNotEqualTo(first).startsWith("postgresql://");
        StepVerifier.create(queryNumber(second, "SELECT count(*)::integer FROM pg_tables WHERE tablename = 'mine'"))
                .expectNext(0)
                .verifyComplete();
    }

    private static Mono<Integer> queryNumber(String url, String sql) {
        return Mono.usingWhen(
                ConnectionFactories.get("r2dbc:" + url).create(),
                connection -> Mono.from(connection.createStatement(sql).execute())
                        .flatMap(result -> Mono.from(result.map(row -> row.get(0, Integer.class)))),
                Connection::close);
    }
}
