package dev.parley.server.backup;

import dev.parley.config.Settings;
import dev.parley.persistence.Database;
import dev.parley.server.file.FileDestination;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;

/** Makes a backup in a file: it has its name when it is complete and was read back. Blocks. */
public final class Backup {

    private final Path file;
    private final Path part;

    private Backup(Path file) {
        this.file = file;
        this.part = file.resolveSibling(file.getFileName() + ".part");
    }

    /** What is in a backup. {@code files} are those that are not in tables; {@code bytes} are the archive's. */
    public record Content(long organisations, long rows, long files, long bytes) {}

    /** Fails with {@link BackupException} when there is such a file already. */
    public static Backup to(Path file) {
        if (Files.exists(file)) {
            throw new BackupException(file + " exists already and is not overwritten");
        }
        return new Backup(file.toAbsolutePath());
    }

    /** Backs up a database that no hub has open, or one that many can read. */
    public Content of(Database database, Settings settings, String implementation) {
        FileDestination files = new FileDestination(settings.files());
        ArchiveWriter writer = new ArchiveWriter(database, files, implementation, Clock.systemUTC());
        return made(() -> {
            try (OutputStream out = Files.newOutputStream(part, StandardOpenOption.WRITE)) {
                for (byte[] bytes : writer.write().toIterable(1)) {
                    out.write(bytes);
                }
            }
        });
    }

    /** Lets the hub do it that runs with these settings on this machine, and has the database open. */
    public Content ofRunningHub(Settings settings) {
        return made(() -> new RunningHub(settings).backUpTo(part));
    }

    private Content made(Work work) {
        try {
            create();
            try {
                work.run();
                Content content = check();
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
                return content;
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new BackupException("The backup cannot be written to " + file + ": " + e, e);
        }
    }

    /** Nobody else may read it, where the file system knows such a thing. */
    private void create() throws IOException {
        Files.createFile(part);
        if (part.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(part, PosixFilePermissions.fromString("rw-------"));
        }
    }

    private Content check() throws IOException {
        try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
            written.force(true);
        }
        return content(part);
    }

    /** Reads a backup from one end to the other; fails with {@link BackupException} unless it is whole. */
    static Content content(Path file) {
        try (Archive archive = Archive.open(file)) {
            long orgs = archive.end().rows().getOrDefault("orgs", 0L);
            return new Content(orgs, archive.end().allRows(), archive.end().files(), Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What writes the archive. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }
}
