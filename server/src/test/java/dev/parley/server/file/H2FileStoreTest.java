package dev.parley.server.file;

import dev.parley.persistence.Database;
import dev.parley.persistence.testing.TestDatabase;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Files in the embedded database; its twin is {@link PostgresFileStoreTest}. */
class H2FileStoreTest extends DatabaseFileStoreContract {

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    @Override
    Database database() {
        return H2.database();
    }
}
