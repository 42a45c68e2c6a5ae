package dev.parley.server.file;

import dev.parley.config.FileSettings;
import dev.parley.persistence.Queries;
import dev.parley.persistence.file.FileContent;
import dev.parley.persistence.file.FileContentRepository;
import dev.parley.persistence.file.SqlFileContentRepository;
import dev.parley.protocol.FileId;
import dev.parley.protocol.OrgId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Where the bytes of files go that come from elsewhere, all at once: into the store that the settings name. */
public final class FileDestination {

    private final FileSettings settings;
    private final Path directory;
    private final FileContentRepository contents = new SqlFileContentRepository();

    public FileDestination(FileSettings settings) {
        this.settings = settings;
        this.directory = settings.directory().toAbsolutePath().normalize();
    }

    /** Whether the bytes of a file with that location are in a directory, and not in the database already. */
    public static boolean isInDirectory(String location) {
        return !DatabaseFileStore.has(location);
    }

    /** Where a file is to be that was at {@code location} of another directory; empty when it could not be read there. */
    public Optional<String> locate(OrgId org, FileId file, String location) {
        return LocalFileStore.resolve(directory, location)
                .map(path -> isDatabase() ? DatabaseFileStore.location(new FileContent(org, file.value())) : location);
    }

    /** Opens the file at a location of the directory; empty when there is none. Blocks. */
    public Optional<InputStream> open(String location) throws IOException {
        Optional<Path> file = LocalFileStore.resolve(directory, location).filter(Files::isRegularFile);
        return file.isPresent() ? Optional.of(Files.newInputStream(file.get())) : Optional.empty();
    }

    /** The same file as a path, to be removed again when the rest fails. */
    public Path path(String location) {
        return LocalFileStore.resolve(directory, location)
                .orElseThrow(() -> new IllegalArgumentException("Not a location: " + location));
    }

    /** Writes all bytes to where {@link #locate} said; fails with {@link IOException} when a file is there. */
    public Mono<Void> put(Queries queries, String location, InputStream bytes) {
        return isDatabase() ? putRows(queries, location, bytes) : putFile(location, bytes);
    }

    private boolean isDatabase() {
        return settings.store() == FileSettings.Store.DATABASE;
    }

    private Mono<Void> putRows(Queries queries, String location, InputStream bytes) {
        FileContent content = DatabaseFileStore.parse(location).orElseThrow();
        return Flux.range(0, Integer.MAX_VALUE)
                .concatMap(
                        chunk -> Mono.fromCallable(() -> bytes.readNBytes(FileContentRepository.CHUNK_BYTES))
                                .subscribeOn(Schedulers.boundedElastic())
                                .filter(read -> read.length > 0 || chunk == 0)
                                .flatMap(read -> contents.add(queries, content, chunk, read)
                                        .thenReturn(read.length))
                                .defaultIfEmpty(0),
                        1)
                .takeUntil(length -> length < FileContentRepository.CHUNK_BYTES)
                .then();
    }

    private Mono<Void> putFile(String location, InputStream bytes) {
        return Mono.fromCallable(() -> {
                    Path file = path(location);
                    Files.createDirectories(file.getParent());
                    return Files.copy(bytes, file);
                })
                .subscribeOn(Schedulers.boundedElastic())
                .then();
    }

    /** Whether the directory has no files, or is not there yet. Blocks. */
    public boolean isEmpty() {
        String[] names = directory.toFile().list();
        return names == null || Arrays.stream(names).allMatch("_tmp"::equals);
    }
}
