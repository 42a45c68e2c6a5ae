package dev.parley.server.backup;

import dev.parley.config.Settings;
import dev.parley.persistence.Database;
import dev.parley.persistence.archive.Tables;
import dev.parley.persistence.h2.H2Database;
import dev.parley.server.file.FileDestination;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Restores a backup to where there is nothing yet: all of it or nothing. Every organisation begins a new epoch, as positions
 * that were given out after the backup come to stand for something else. Blocks.
 */
public final class Restoration {

    private final Path file;
    private final Settings settings;
    private final FileDestination files;

    /** Reads the backup's settings from nowhere else: where it goes is up to those of this process. */
    public Restoration(Path file, Settings settings) {
        this.file = file;
        this.settings = settings;
        this.files = new FileDestination(settings.files());
    }

    /** Restores into the embedded database, which must not be there; fails with {@link BackupException}. */
    public Backup.Content embedded() {
        Path target = H2Database.file(settings.database().dataDir());
        if (Files.exists(target)) {
            throw new BackupException("There is a database already: " + target + "; restore into an empty directory");
        }
        Path beside = target.resolveSibling("restoring");
        return restored(restore -> {
            try {
                clear(beside);
                Files.createDirectories(beside);
                Database database = H2Database.open(beside).block();
                finish(restore.into(database), database);
                H2Database.compactFile(beside);
                Files.move(H2Database.file(beside), target, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                clear(beside);
            }
        });
    }

    private static void finish(Mono<Void> restore, Database database) {
        try {
            restore.block();
        } finally {
            database.close().block();
        }
    }

    /** Restores into a database whose tables, if there are any, are empty; fails with {@link BackupException}. */
    public Backup.Content into(Database database) {
        List<String> filled = Tables.listFilled(database).collectList().block();
        if (!filled.isEmpty()) {
            throw new BackupException("The database is not empty (there are rows in " + String.join(", ", filled)
                    + "); restore into an empty one");
        }
        return restored(restore -> restore.atOnceInto(database).block());
    }

    private Backup.Content restored(Work work) {
        Backup.Content content = Backup.content(file);
        if (!files.isEmpty()) {
            throw new BackupException(
                    "There are files already in " + settings.files().directory() + "; restore into an empty directory");
        }
        try (Archive archive = Archive.open(file)) {
            Restore restore = new Restore(archive, files);
            try {
                work.run(restore);
                return content;
            } catch (IOException | RuntimeException e) {
                for (String location : restore.inDirectory()) {
                    Files.deleteIfExists(files.path(location));
                }
                throw new BackupException(file + " could not be restored, and nothing of it was kept: " + e, e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void clear(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** Runs the restoration. */
    @FunctionalInterface
    private interface Work {
        void run(Restore restore) throws IOException;
    }
}
