package dev.parley.server.file;

import dev.parley.persistence.Queries;
import dev.parley.persistence.file.StoredFile;
import dev.parley.protocol.OrgId;
import dev.parley.server.http.Download;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * Files in a directory, which nodes may share: locations are {@code files/<org>/<uploader>/<two letters>/<uuid><extension>},
 * where {@code files/} stands for the directory. Older files lie flat in it.
 */
final class LocalFileStore implements FileStore {

    private static final Logger LOG = LoggerFactory.getLogger(LocalFileStore.class);
    private static final String PREFIX = "files/";

    private final Path files;
    private final Path staging;
    private final Disk disk;

    private LocalFileStore(Path files, Disk disk) {
        this.files = files;
        this.staging = files.resolve("_tmp");
        this.disk = disk;
    }

    /** Blocks until the directories are there. */
    static LocalFileStore open(Path files, Disk disk) throws IOException {
        LocalFileStore store = new LocalFileStore(files.toAbsolutePath().normalize(), disk);
        Files.createDirectories(store.staging);
        return store;
    }

    /** Where uploads arrive, on the same file system. */
    Staging staging() {
        return new Staging(staging, disk);
    }

    /** The name on disk is all chance, so that two letters of it spread the files. */
    @Override
    public String locate(NewFile file) {
        UUID name = UUID.randomUUID();
        String letters = name.toString().substring(0, 2);
        String extension = file.type().extension();
        return PREFIX + "%s/%s/%s/%s%s".formatted(file.org(), file.uploader(), letters, name, extension);
    }

    @Override
    public Mono<Void> keep(TempFile arrived, String location) {
        return disk.run(() -> {
            Path target = resolve(location).orElseThrow(() -> new IOException("Not a location: " + location));
            Files.createDirectories(target.getParent());
            arrived.moveTo(target);
            syncDirectories(target.getParent());
        });
    }

    /** A new name is safe only when its directory is on disk, and that one's name in its own. */
    private void syncDirectories(Path innermost) throws IOException {
        for (Path directory = innermost; directory.startsWith(files); directory = directory.getParent()) {
            try (FileChannel opened = FileChannel.open(directory, StandardOpenOption.READ)) {
                opened.force(true);
            }
        }
    }

    /** A file that nobody knows of yet is there all the same. */
    @Override
    public Mono<Void> settle(Queries transaction, String location) {
        return Mono.empty();
    }

    @Override
    public Mono<Download> open(StoredFile stored) {
        return disk.call(() -> {
            Path file = resolve(stored.location()).filter(Files::isRegularFile).orElse(null);
            if (file == null) {
                LOG.warn("a file is missing: {}", stored.location());
                return null;
            }
            return new LocalDownload(file, Files.size(file), disk);
        });
    }

    @Override
    public Mono<Void> delete(String location) {
        return disk.run(() -> {
            Path file = resolve(location).orElse(null);
            if (file != null) {
                Files.deleteIfExists(file);
            }
        });
    }

    @Override
    public Mono<Void> deleteAll(OrgId org) {
        return disk.run(() -> {
            try {
                Files.walkFileTree(files.resolve(org.toString()), new Removal());
            } catch (NoSuchFileException e) {
                LOG.debug("org {} has no files", org);
            }
        });
    }

    @Override
    public Mono<Void> sweep(Instant now) {
        return Mono.empty();
    }

    private Optional<Path> resolve(String location) {
        return resolve(files, location).filter(inside -> !inside.startsWith(staging));
    }

    /** The file at a location; empty for one outside of the directory of files, whose path is absolute. */
    static Optional<Path> resolve(Path files, String location) {
        return Optional.of(location)
                .filter(known -> known.startsWith(PREFIX))
                .map(known -> files.resolve(known.substring(PREFIX.length())).normalize())
                .filter(inside -> inside.startsWith(files) && !inside.equals(files));
    }

    /** Deletes a directory from the inside out. */
    private static final class Removal extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
            Files.deleteIfExists(directory);
            return FileVisitResult.CONTINUE;
        }
    }
}
