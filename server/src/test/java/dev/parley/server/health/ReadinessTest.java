package dev.parley.server.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.h2.H2Database;
import dev.parley.server.health.Readiness.Report;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadinessTest {

    private final Database database = H2Database.inMemory("readiness").block();
    private final Readiness readiness = new Readiness(database);

    @AfterEach
    void close() {
        database.close().block();
    }

    @Test
    void aNodeIsReadyFromItsStartUntilItIsToStop() {
        assertThat(reason()).isEqualTo("503 starting");
        readiness.started();
        assertThat(reason()).isEqualTo("200 null");
        readiness.stopping();
        assertThat(reason()).isEqualTo("503 stopping");
    }

    @Test
    void withoutItsDatabaseItIsNotReady() {
        readiness.started();
        database.close().block();
        assertThat(reason()).isEqualTo("503 database");
    }

    private String reason() {
        Report report = readiness.report().block();
        return report.status() + " " + report.reason();
    }
}
