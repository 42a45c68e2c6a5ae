package dev.parley.server.hxa;

import dev.parley.persistence.Queries;
import dev.parley.persistence.file.FileRepository;
import dev.parley.persistence.file.StoredFile;
import dev.parley.protocol.BotId;
import dev.parley.protocol.FileId;
import dev.parley.protocol.OrgId;
import dev.parley.server.file.FileDestination;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Brings an organisation's files over: their rows, and their bytes from the source's data directory. */
final class FileReader {

    private final OrgReader reader;
    private final OrgId org;
    private final Path data;
    private final FileDestination destination;
    private final Tally tally;
    private final List<Path> written = new ArrayList<>();

    FileReader(OrgReader reader, OrgId org, Path data, FileDestination destination, Tally tally) {
        this.reader = reader;
        this.org = org;
        this.data = data.toAbsolutePath().normalize();
        this.destination = destination;
        this.tally = tally;
    }

    /** Counts what {@link #bring} would bring. */
    Mono<Void> count() {
        return files().map(this::tally).then();
    }

    Mono<Void> bring(Queries queries) {
        return files().concatMap(file -> bring(queries, file), 1).then();
    }

    private Mono<Void> bring(Queries queries, StoredFile file) {
        Optional<Path> from = tally(file);
        String place = destination.locate(org, file.id(), file.location()).orElse(file.location());
        StoredFile moved = new StoredFile(
                org, file.id(), file.uploader(), file.name(), file.mimeType(), file.size(), place, file.createdAt());
        Mono<Void> bytes = from.map(path -> put(queries, place, path)).orElse(Mono.empty());
        return queries.insert(FileRepository.INTO, List.<Object[]>of(row(moved)))
                .then(bytes);
    }

    private Mono<Void> put(Queries queries, String place, Path from) {
        return Mono.using(() -> open(place, from), in -> destination.put(queries, place, in));
    }

    private InputStream open(String place, Path from) throws IOException {
        if (FileDestination.isInDirectory(place)) {
            written.add(destination.path(place));
        }
        return Files.newInputStream(from);
    }

    /** Where the bytes are, if they are; counted either way. */
    private Optional<Path> tally(StoredFile file) {
        Path path = data.resolve(file.location()).normalize();
        boolean there = path.startsWith(data) && Files.isRegularFile(path);
        tally.brought("files");
        if (!there) {
            tally.left("bytes of files that are not below " + data);
        }
        return there ? Optional.of(path) : Optional.empty();
    }

    private static Object[] row(StoredFile file) {
        return new Object[] {
            file.org().value(),
            file.id().value(),
            file.uploader() == null ? null : file.uploader().value(),
            file.name(),
            file.mimeType(),
            file.size(),
            file.location(),
            file.createdAt()
        };
    }

    private Flux<StoredFile> files() {
        return reader.rows("files", reader.ofOrg()).concatMapIterable(row -> {
            Optional<StoredFile> file = row.uuid("id").map(id -> file(row, new FileId(id)));
            if (file.isEmpty()) {
                tally.left("files without an id");
            }
            return file.stream().toList();
        });
    }

    private StoredFile file(SourceRow row, FileId id) {
        return new StoredFile(
                org,
                id,
                row.uuid("uploader_id").map(BotId::new).orElse(null),
                row.text("name").or(() -> row.text("original_name")).orElse("file"),
                row.text("mime_type").orElse("application/octet-stream"),
                row.number("size").orElse(0L),
                location(row),
                row.number("created_at").orElse(0L));
    }

    /** Relative to the data directory, with forward slashes. */
    private String location(SourceRow row) {
        String path = Stream.of("path", "disk_path", "file_path", "storage_path", "stored_path", "location")
                .flatMap(column -> row.text(column).stream())
                .findFirst()
                .orElse("");
        String slashed = path.replace('\\', '/').replaceFirst("^\\./", "");
        return slashed.startsWith("/") ? relative(slashed) : slashed;
    }

    private String relative(String absolute) {
        int files = absolute.lastIndexOf("/files/");
        return files < 0 ? absolute : absolute.substring(files + 1);
    }

    /** Takes back what was put into a directory, as its rows were not kept. */
    void undo() throws IOException {
        for (Path path : written) {
            Files.deleteIfExists(path);
        }
    }
}
