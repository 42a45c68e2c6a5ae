package dev.parley.server;

import dev.parley.config.Settings;
import dev.parley.persistence.Database;
import dev.parley.persistence.Migrations;
import dev.parley.persistence.UnknownSchemaException;
import dev.parley.persistence.archive.Tables;
import dev.parley.persistence.h2.H2Database;
import dev.parley.server.backup.Backup;
import dev.parley.server.backup.BackupException;
import dev.parley.server.backup.Restoration;
import dev.parley.server.hxa.HxaImport;
import dev.parley.server.search.Search;
import dev.parley.server.search.Unindexed;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** What an operator does with all the data at once, on the command line. Every method blocks until it is done. */
final class Maintenance {

    private static final Duration OPEN = Duration.ofSeconds(30);
    private static final int INDEX_VISITS = 4;
    private static final String MIB = "%.1f MiB";

    private final Settings settings;
    private final PrintStream out;

    Maintenance(Settings settings, PrintStream out) {
        this.settings = settings;
        this.out = out;
    }

    /** A running hub makes the backup itself when the database is embedded, as nobody else can open it then. */
    void backUp(Path file) {
        Backup backup = Backup.to(file);
        long begun = System.nanoTime();
        Backup.Content content = isThere() ? content(backup) : nothing();
        out.printf("%s: %s, in %s%n", file, described(content), since(begun));
    }

    private boolean isThere() {
        return !isEmbedded() || Files.exists(H2Database.file(settings.database().dataDir()));
    }

    private Backup.Content nothing() {
        throw new BackupException(
                "There is no database in " + settings.database().dataDir());
    }

    private Backup.Content content(Backup backup) {
        return isOpenElsewhere()
                ? backup.ofRunningHub(settings)
                : with(database -> backup.of(database, settings, Version.IMPLEMENTATION));
    }

    private boolean isOpenElsewhere() {
        return isEmbedded() && H2Database.isOpenElsewhere(settings.database().dataDir());
    }

    private boolean isEmbedded() {
        return settings.database().postgres().isEmpty();
    }

    void restore(Path file) {
        long begun = System.nanoTime();
        Restoration restoration = new Restoration(file, settings);
        Backup.Content content =
                settings.database().postgres().isPresent() ? with(restoration::into) : restoration.embedded();
        out.printf(
                "restored %s: %s, in %s. Every organisation has begun a new epoch: clients that go on from a position"
                        + " of before are told to start anew.%n",
                file, described(content), since(begun));
    }

    /** After a database was put back by other means than {@link #restore}; no hub may run. */
    void beginEpochs() {
        long orgs = with(database ->
                Migrations.run(database).then(Tables.beginEpochs(database)).block());
        out.printf("%d organisations have begun a new epoch%n", orgs);
    }

    /**
     * Brings over what an HXA-Connect server keeps; the hub must not run on the embedded database meanwhile.
     *
     * @param data the other server's data directory, if it is not where its SQLite file is
     * @param onlyCheck whether to count what would be brought over, and change nothing
     */
    void importFrom(String source, Optional<Path> data, boolean onlyCheck) {
        if (!onlyCheck && isOpenElsewhere()) {
            throw new BackupException("The hub runs: stop it first, as it has the database open");
        }
        try (HxaImport hxa = HxaImport.open(source, data, settings.files(), Clock.systemUTC(), out)) {
            String report = onlyCheck ? hxa.check() : with(database -> bring(hxa, database));
            if (!onlyCheck && isEmbedded()) {
                H2Database.compactFile(settings.database().dataDir());
            }
            out.print(report);
        }
    }

    private static String bring(HxaImport hxa, Database database) {
        Migrations.run(database).block(OPEN);
        String report = hxa.into(database);
        index(database);
        return report;
    }

    /** Before the hub starts, and takes what is old out of the journal, from which the index is made: ten million entries. */
    private static void index(Database database) {
        Search search = Search.over(database, new Unindexed(), new SimpleMeterRegistry(), Clock.systemUTC());
        search.indexer().visitAll().repeat(INDEX_VISITS).then().block();
    }

    private <T> T with(Function<Database, T> work) {
        Database database = Storage.connect(settings.database()).block(OPEN);
        try {
            return work.apply(database);
        } finally {
            database.close().block(OPEN);
        }
    }

    private static String described(Backup.Content content) {
        return "%d organisations, %d rows and %d files, %s"
                .formatted(content.organisations(), content.rows(), content.files(), mib(content.bytes()));
    }

    private static String mib(long bytes) {
        return MIB.formatted(bytes / (double) (1 << 20));
    }

    private static String since(long begun) {
        return "%.1f s".formatted((System.nanoTime() - begun) / 1e9);
    }

    /** Whether a failure is told in its message alone. */
    static boolean isExplained(Throwable failure) {
        return failure instanceof BackupException || failure instanceof UnknownSchemaException;
    }
}
