package dev.parley.server.file;

import dev.parley.persistence.Database;
import dev.parley.persistence.testing.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files in PostgreSQL; its twin is {@link H2FileStoreTest}. */
class PostgresFileStoreTest extends DatabaseFileStoreContract {

    @RegisterExtension
    static final TestDatabase POSTGRES = TestDatabase.postgres();

    @Override
    Database database() {
        return POSTGRES.database();
    }
}
