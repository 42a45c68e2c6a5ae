package dev.parley.persistence.testing;

import dev.parley.persistence.Database;
import dev.parley.persistence.Migrations;
import dev.parley.persistence.h2.H2Database;
import dev.parley.persistence.postgres.PostgresDatabase;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.core.publisher.Mono;

/** An empty database with the current schema for one test class; register it in a static field. */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback {

    private static final int CONNECTIONS = 4;

    private final Supplier<Mono<Database>> open;
    private Database database;

    private TestDatabase(Supplier<Mono<Database>> open) {
        this.open = open;
    }

    /** H2 in memory. */
    public static TestDatabase h2() {
        return new TestDatabase(() -> H2Database.inMemory("test-" + UUID.randomUUID()));
    }

    /** A real PostgreSQL, see {@link TestPostgres}. */
    public static TestDatabase postgres() {
        return new TestDatabase(() -> PostgresDatabase.open(TestPostgres.createDatabase(), CONNECTIONS));
    }

    public Database database() {
        return database;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (database == null) {
            database = open.get().block();
            Migrations.run(database).block();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (context.getParent().flatMap(ExtensionContext::getTestClass).isEmpty()) {
            database.close().block();
        }
    }
}
