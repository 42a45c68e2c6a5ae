package dev.parley.config;

import java.nio.file.Path;

/**
 * Where uploaded files are kept.
 *
 * @param store where new ones go; what is in the other place stays reachable
 * @param directory where files are, and where uploads wait until they were checked; created when missing
 */
public record FileSettings(Store store, Path directory) {

    /** A place for files. */
    public enum Store {
        /** A directory, which several nodes may share. */
        DIRECTORY,
        /** The main database, which every node reaches. */
        DATABASE;

        @Override
        public String toString() {
            return Kind.lowerCase(this);
        }
    }

    private static final Variable<Store> STORE = Variable.of(
            "HXA_CONNECT_FILE_STORE",
            Kind.oneOf(Store.class),
            "Where uploaded files go; those in the other place stay reachable. Not set: `database` with PostgreSQL and"
                    + " `REDIS_URL`, as every node must reach them, else `directory`.");

    private static final Variable<Path> DIRECTORY = Variable.of(
            "HXA_CONNECT_FILE_DIR",
            Kind.path(),
            "The directory of uploaded files, which nodes may share, and of uploads that are arriving. Not set: `files`"
                    + " in `HXA_CONNECT_DATA_DIR`.");

    static FileSettings read(Reading reading, DatabaseSettings database) {
        boolean cluster = database.postgres().isPresent() && reading.isGiven(Settings.REDIS_URL);
        return new FileSettings(
                reading.find(STORE).orElse(cluster ? Store.DATABASE : Store.DIRECTORY),
                reading.find(DIRECTORY).orElse(database.dataDir().resolve("files")));
    }

    /** For a log line. */
    @Override
    public String toString() {
        return store == Store.DATABASE ? "the database" : directory.toString();
    }
}
