package dev.parley.server.backup;

import dev.parley.persistence.Database;
import dev.parley.persistence.Snapshot;
import dev.parley.persistence.archive.TableShape;
import dev.parley.persistence.archive.Tables;
import dev.parley.protocol.Json;
import dev.parley.server.file.FileDestination;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * Makes one archive of everything a hub keeps, as it is at one moment: a zip file that is handed on while it is made, so that
 * no more than a few rows of it are in memory. Used once.
 */
final class ArchiveWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ArchiveWriter.class);

    private static final int PAGE_ROWS = 200;

    /** Of tables whose rows are pieces of files. */
    private static final int LARGE_ROWS = 4;

    private static final int PIECE_BYTES = 256 << 10;

    private static final String FILES = "SELECT location FROM files";

    private final Database database;
    private final FileDestination files;
    private final String implementation;
    private final Clock clock;
    private final ByteArrayOutputStream made = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(made);
    private final Map<String, Long> rows = new LinkedHashMap<>();
    private long fileCount;

    /** @param implementation what writes it */
    ArchiveWriter(Database database, FileDestination files, String implementation, Clock clock) {
        this.implementation = implementation;
        this.database = database;
        this.files = files;
        this.clock = clock;
        zip.setLevel(Deflater.BEST_SPEED);
    }

    /** The archive, piece by piece, as fast as they are taken. */
    Flux<byte[]> write() {
        return database.snapshot(snapshot -> Tables.list(snapshot)
                .flatMapMany(tables -> write(snapshot, tables))
                .filter(bytes -> bytes.length > 0));
    }

    /** Rows come on the database's threads, and are written on others, as files are. */
    private Flux<byte[]> write(Snapshot snapshot, List<TableShape> tables) {
        Flux<byte[]> head = Tables.versions(snapshot)
                .publishOn(Schedulers.boundedElastic())
                .map(schema -> head(schema, tables))
                .flux();
        return Flux.concat(
                head,
                Flux.fromIterable(tables).concatMap(table -> write(snapshot, table), 0),
                writeFiles(snapshot),
                Flux.defer(() -> Flux.just(end())).subscribeOn(Schedulers.boundedElastic()));
    }

    private byte[] head(List<String> schema, List<TableShape> tables) {
        entry(
                ArchiveHead.ENTRY,
                Json.writeBytes(new ArchiveHead(ArchiveHead.FORMAT, implementation, schema, clock.millis(), tables)));
        return take();
    }

    private Flux<byte[]> write(Snapshot snapshot, TableShape table) {
        int pageRows = table.isLarge() ? LARGE_ROWS : PAGE_ROWS;
        return Flux.defer(() -> {
            begin(ArchiveHead.TABLES + table.name() + ".jsonl");
            rows.put(table.name(), 0L);
            return snapshot.pages(table.select(), row -> RowCodec.values(table, row), pageRows)
                    .publishOn(Schedulers.boundedElastic(), 1)
                    .map(page -> page(table, page));
        });
    }

    private byte[] page(TableShape table, List<Object[]> page) {
        RowCodec.write(page, zip);
        rows.merge(table.name(), (long) page.size(), Long::sum);
        return take();
    }

    /** Files never change, and are there before their rows: whatever the snapshot names can be read now. */
    private Flux<byte[]> writeFiles(Snapshot snapshot) {
        return snapshot.pages(FILES, row -> row.string("location"), PAGE_ROWS)
                .publishOn(Schedulers.boundedElastic(), 1)
                .concatMapIterable(page -> page, 1)
                .filter(FileDestination::isInDirectory)
                .concatMap(this::writeFile, 0);
    }

    private Flux<byte[]> writeFile(String location) {
        return Flux.using(
                () -> files.open(location),
                found -> found.isPresent() ? pieces(location, found.get()) : missing(location),
                found -> found.ifPresent(ArchiveWriter::close));
    }

    private static Flux<byte[]> missing(String location) {
        LOG.warn("the file {} is missing and is not in the backup", location);
        return Flux.empty();
    }

    private Flux<byte[]> pieces(String location, InputStream in) {
        begin(ArchiveHead.FILES + location);
        fileCount++;
        return Flux.generate(sink -> {
            Optional<byte[]> piece = piece(in);
            piece.ifPresentOrElse(sink::next, sink::complete);
        });
    }

    private Optional<byte[]> piece(InputStream in) {
        try {
            byte[] bytes = in.readNBytes(PIECE_BYTES);
            zip.write(bytes);
            return bytes.length == 0 ? Optional.empty() : Optional.of(take());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] end() {
        entry(ArchiveEnd.ENTRY, Json.writeBytes(new ArchiveEnd(rows, fileCount)));
        close(zip);
        return take();
    }

    private void entry(String name, byte[] bytes) {
        try {
            begin(name);
            zip.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void begin(String name) {
        try {
            zip.putNextEntry(new ZipEntry(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(AutoCloseable stream) {
        try {
            stream.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What was made since the last time. */
    private byte[] take() {
        byte[] bytes = made.toByteArray();
        made.reset();
        return bytes;
    }
}
