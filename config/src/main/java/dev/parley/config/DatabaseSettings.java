package dev.parley.config;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the hub keeps what must survive it.
 *
 * @param dataDir holds the embedded database, and files; created when missing
 * @param postgres where PostgreSQL is; empty for the embedded database
 * @param poolSize how many PostgreSQL connections one node holds at most
 */
public record DatabaseSettings(Path dataDir, Optional<PostgresUrl> postgres, int poolSize) {

    private static final Variable<Path> DATA_DIR = Variable.of(
                    "HXA_CONNECT_DATA_DIR",
                    Kind.path(),
                    "The directory of the embedded database and, unless told otherwise, of uploaded files. Created"
                            + " when missing.")
            .byDefault("./data");

    private static final Variable<PostgresUrl> URL = Variable.of(
                    "HXA_CONNECT_DATABASE_URL",
                    PostgresUrl.KIND,
                    "The PostgreSQL database. Not set, or not starting with `postgres`: the embedded database.")
            .orAlias("DATABASE_URL");

    private static final Variable<Integer> POOL_SIZE = Variable.of(
                    "HXA_CONNECT_DATABASE_POOL",
                    Kind.number(1, 1_000, "connections"),
                    "The most connections one node opens to PostgreSQL.")
            .byDefault("10");

    static DatabaseSettings read(Reading reading) {
        return new DatabaseSettings(reading.value(DATA_DIR), reading.find(URL), reading.value(POOL_SIZE));
    }
}
