package dev.parley.server.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** The directory where uploads wait until they have passed every check. Empty but for what is arriving just now. */
final class Staging {

    /** How long nothing may have been written to a file before it counts as left behind by a crash. */
    static final Duration ABANDONED = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Staging.class);

    private final Path directory;
    private final Disk disk;

    Staging(Path directory, Disk disk) {
        this.directory = directory;
        this.disk = disk;
    }

    TempFile begin() {
        return new TempFile(directory.resolve(UUID.randomUUID() + ".part"));
    }

    Mono<Void> discard(TempFile file) {
        return disk.run(file::discard);
    }

    /** Removes what was left behind. */
    Mono<Void> sweep(Instant now) {
        return disk.run(() -> sweepBefore(now.minus(ABANDONED)));
    }

    private void sweepBefore(Instant limit) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                removeIfOlder(file, limit);
            }
        }
    }

    private static void removeIfOlder(Path file, Instant limit) throws IOException {
        try {
            if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                LOG.info("removing the abandoned upload {}", file.getFileName());
                Files.delete(file);
            }
        } catch (NoSuchFileException e) {
            LOG.debug("the upload {} has ended meanwhile", file.getFileName());
        }
    }
}
