package dev.parley.server.backup;

import dev.parley.persistence.Migrations;
import dev.parley.persistence.UnknownSchemaException;
import dev.parley.persistence.archive.TableShape;
import dev.parley.protocol.Json;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/**
 * A backup that was read from its first byte to its last before anything is done with it: complete, undamaged, of a version
 * that is known. All of it blocks.
 */
final class Archive implements AutoCloseable {

    private static final int PAGE_ROWS = 500;
    private static final int LARGE_ROWS = 8;

    private final ZipFile zip;
    private final ArchiveHead head;
    private final ArchiveEnd end;

    private Archive(ZipFile zip, ArchiveHead head, ArchiveEnd end) {
        this.zip = zip;
        this.head = head;
        this.end = end;
    }

    /** Fails with {@link BackupException}. */
    static Archive open(Path file) {
        try {
            Reading reading = Reading.of(file);
            requireWhole(file, reading);
            Migrations.requireKnown(reading.head.schema());
            return new Archive(new ZipFile(file.toFile()), reading.head, reading.end);
        } catch (NoSuchFileException e) {
            throw new BackupException("There is no file " + file, e);
        } catch (UnknownSchemaException e) {
            throw new BackupException(file + " cannot be restored: " + e.getMessage(), e);
        } catch (IOException | JacksonException | IllegalArgumentException e) {
            throw new BackupException(file + " is damaged or incomplete: " + e.getMessage(), e);
        }
    }

    private static void requireWhole(Path file, Reading reading) {
        if (reading.head == null) {
            throw new BackupException(file + " is no backup of Parley");
        }
        if (reading.head.format() > ArchiveHead.FORMAT) {
            throw new BackupException(file + " was written by a newer version (" + reading.head.implementation()
                    + "), in a format that this one cannot read");
        }
        if (reading.end == null) {
            throw new BackupException(file + " is incomplete: its end is missing");
        }
        if (!reading.rows.equals(new TreeMap<>(reading.end.rows())) || reading.files != reading.end.files()) {
            throw new BackupException(file + " is damaged: it should hold " + reading.end + ", but has " + reading.rows
                    + " rows and " + reading.files + " files");
        }
    }

    ArchiveHead head() {
        return head;
    }

    ArchiveEnd end() {
        return end;
    }

    /** The rows of a table in pages, read on a thread that may block. */
    Flux<List<Object[]>> pages(TableShape table) {
        int pageRows = table.isLarge() ? LARGE_ROWS : PAGE_ROWS;
        Flux<List<Object[]>> pages = Flux.generate(
                () -> RowCodec.parser(input(entry(table))),
                (json, sink) -> {
                    List<Object[]> page = new ArrayList<>(pageRows);
                    Object[] row = RowCodec.read(table, json);
                    while (row != null) {
                        page.add(row);
                        row = page.size() < pageRows ? RowCodec.read(table, json) : null;
                    }
                    if (page.isEmpty()) {
                        sink.complete();
                    } else {
                        sink.next(page);
                    }
                    return json;
                },
                JsonParser::close);
        return pages.subscribeOn(Schedulers.boundedElastic());
    }

    private ZipEntry entry(TableShape table) {
        return zip.getEntry(ArchiveHead.TABLES + table.name() + ".jsonl");
    }

    /** The locations of files that are not in tables. */
    List<String> files() {
        return zip.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith(ArchiveHead.FILES))
                .map(name -> name.substring(ArchiveHead.FILES.length()))
                .toList();
    }

    InputStream openFile(String location) {
        return input(zip.getEntry(ArchiveHead.FILES + location));
    }

    private InputStream input(ZipEntry entry) {
        try {
            return zip.getInputStream(entry);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** One reading of it all, which compares every checksum. */
    private static final class Reading {

        private final Map<String, Long> rows = new TreeMap<>();
        private ArchiveHead head;
        private ArchiveEnd end;
        private long files;

        static Reading of(Path file) throws IOException {
            Reading reading = new Reading();
            try (ZipInputStream in = new ZipInputStream(Files.newInputStream(file))) {
                for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                    if (!reading.take(entry.getName(), in)) {
                        break;
                    }
                }
            } catch (EOFException e) {
                throw new ZipException("it ends too early");
            }
            return reading;
        }

        /** False when there is no sense in reading on. */
        private boolean take(String name, ZipInputStream in) throws IOException {
            if (head == null) {
                if (name.equals(ArchiveHead.ENTRY)) {
                    head = Json.mapper().readValue(in.readAllBytes(), ArchiveHead.class);
                }
                return head != null && head.format() <= ArchiveHead.FORMAT;
            }
            if (name.equals(ArchiveEnd.ENTRY)) {
                end = Json.mapper().readValue(in.readAllBytes(), ArchiveEnd.class);
            } else if (name.startsWith(ArchiveHead.FILES)) {
                files++;
                in.transferTo(OutputStream.nullOutputStream());
            } else {
                count(name, in);
            }
            return true;
        }

        private void count(String name, ZipInputStream in) {
            Map<String, TableShape> tables = head.tables().stream()
                    .collect(Collectors.toMap(
                            table -> ArchiveHead.TABLES + table.name() + ".jsonl", Function.identity()));
            TableShape table = tables.get(name);
            if (table == null) {
                throw new IllegalArgumentException("it has an entry " + name + " that belongs to nothing");
            }
            JsonParser json = RowCodec.parser(in);
            long count = 0;
            while (RowCodec.read(table, json) != null) {
                count++;
            }
            rows.put(table.name(), count);
        }
    }
}
