package dev.parley.server.hxa;

import dev.parley.config.FileSettings;
import dev.parley.persistence.Database;
import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.persistence.journal.Position;
import dev.parley.protocol.OrgId;
import dev.parley.server.backup.BackupException;
import dev.parley.server.file.FileDestination;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * Brings over what an HXA-Connect server keeps: one organisation after the other, each in one transaction, so that it is here
 * as a whole or not at all, and one that is here already is left alone. Blocks.
 */
public final class HxaImport implements AutoCloseable {

    private static final int BATCH = 200;
    private static final List<String> ORG = List.of(
            "id", "name", "org_secret_hash", "org_secret", "secret_hash", "persist_messages", "status", "created_at");
    private static final Insert INTO_ORGS =
            Insert.into("orgs", "org_id", "name", "secret_hash", "persist_messages", "status", "created_at");
    private static final Insert INTO_POSITIONS =
            Insert.into("org_positions", "org_id", "position", "purged_position", "epoch");

    private final Source source;
    private final Path data;
    private final FileSettings files;
    private final Clock clock;
    private final PrintStream out;
    private final Tally all = new Tally();

    private HxaImport(Source source, Path data, FileSettings files, Clock clock, PrintStream out) {
        this.source = source;
        this.data = data;
        this.files = files;
        this.clock = clock;
        this.out = out;
    }

    /**
     * Opens a source; fails with {@link BackupException}.
     *
     * @param from a PostgreSQL URL, or the path of an SQLite file
     * @param data the data directory of the server, below which its files are; else that of the SQLite file
     */
    public static HxaImport open(String from, Optional<Path> data, FileSettings files, Clock clock, PrintStream out) {
        if (from.startsWith("postgres")) {
            Path directory = data.orElseThrow(() -> new BackupException(
                    "Say with --files where the data directory of HXA-Connect is, which has its files"));
            return checked(new HxaImport(PostgresSource.open(from), directory, files, clock, out));
        }
        Path file = Path.of(from);
        if (!Files.isRegularFile(file)) {
            throw new BackupException("There is no file " + from + "; name an SQLite file, or a postgres:// URL");
        }
        Path directory = data.orElseGet(() -> file.toAbsolutePath().getParent());
        return checked(new HxaImport(SqliteSource.open(file), directory, files, clock, out));
    }

    private static HxaImport checked(HxaImport opened) {
        Set<String> missing = new TreeSet<>();
        for (String table : List.of("orgs", "bots", "threads", "thread_messages", "messages", "channels")) {
            if (opened.source.columns(table).isEmpty()) {
                missing.add(table);
            }
        }
        TableMaps.CHECKED.stream()
                .filter(map -> !opened.source.columns(map.source()).isEmpty())
                .forEach(map -> missing.addAll(map.missing(opened.source.columns(map.source()))));
        if (!missing.isEmpty()) {
            opened.close();
            throw new BackupException(
                    "This is no database of HXA-Connect that can be read: it lacks " + String.join(", ", missing));
        }
        return opened;
    }

    /** Counts what {@link #into} would bring over, and changes nothing; the result is for the operator to read. */
    public String check() {
        for (SourceRow row : orgs()) {
            run(row, reading -> reading.reader
                    .lines()
                    .concatWith(reading.talk.lines())
                    .then(reading.files.count()));
        }
        return report("would be brought over");
    }

    /** Brings over every organisation that is not here yet; the result is for the operator to read. */
    public String into(Database database) {
        for (SourceRow row : orgs()) {
            OrgId org = new OrgId(row.uuid("id").orElseThrow());
            if (isThere(database, org)) {
                all.left("organisations that are here already, and were left alone");
            } else {
                run(row, reading -> database.transaction(
                                queries -> bring(queries, row, reading).thenReturn(true))
                        .then());
            }
        }
        bringInviteCodes(database);
        return report("brought over");
    }

    private static boolean isThere(Database database, OrgId org) {
        return Boolean.TRUE.equals(database.one("SELECT org_id FROM orgs WHERE org_id = $1", row -> true, org.value())
                .block());
    }

    private List<SourceRow> orgs() {
        List<String> columns =
                ORG.stream().filter(source.columns("orgs")::contains).toList();
        String list = String.join(
                ", ",
                columns.stream()
                        .map(name -> "cast(" + name + " AS text) AS " + name)
                        .toList());
        return source.rows("SELECT " + list + " FROM orgs ORDER BY created_at, id", columns)
                .filter(row -> {
                    boolean readable = row.uuid("id").isPresent() && secret(row).isPresent();
                    if (!readable) {
                        all.left("orgs without an id or a secret");
                    }
                    return readable;
                })
                .collectList()
                .block();
    }

    private static Optional<String> secret(SourceRow row) {
        return row.text("org_secret_hash")
                .or(() -> row.text("org_secret"))
                .or(() -> row.text("secret_hash"))
                .map(OrgReader::hash);
    }

    /** What reads one organisation. */
    private record Reading(OrgReader reader, TalkReader talk, FileReader files) {}

    private void run(SourceRow row, Function<Reading, Mono<Void>> work) {
        OrgId org = new OrgId(row.uuid("id").orElseThrow());
        Tally tally = new Tally();
        OrgReader reader = new OrgReader(source, org, tally, clock.millis());
        Reading reading = new Reading(
                reader,
                new TalkReader(source, reader, org, tally),
                new FileReader(reader, org, data, new FileDestination(files), tally));
        long begun = System.nanoTime();
        try {
            work.apply(reading).block();
        } catch (RuntimeException e) {
            undo(reading);
            throw new BackupException(
                    "Organisation " + org + " could not be brought over, and nothing of it was kept: " + e, e);
        }
        tally.brought("orgs");
        all.add(tally);
        out.printf(
                "%s  %s: %,d messages in %.1f s%n",
                org,
                row.text("name").orElse(""),
                tally.of("messages") + tally.of("thread_messages"),
                (System.nanoTime() - begun) / 1e9);
    }

    private static void undo(Reading reading) {
        try {
            reading.files.undo();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Mono<Void> bring(Queries queries, SourceRow row, Reading reading) {
        return queries.insert(INTO_ORGS, List.<Object[]>of(org(row)))
                .thenMany(reading.reader.lines().concatWith(reading.talk.lines()))
                .buffer(BATCH)
                .concatMapIterable(lines -> Line.grouped(lines).entrySet(), 1)
                .concatMap(group -> queries.insert(group.getKey(), group.getValue()), 1)
                .then(Mono.defer(() -> reading.files.bring(queries)))
                .then(Mono.defer(() -> queries.insert(INTO_POSITIONS, List.<Object[]>of(positions(row, reading)))))
                .then();
    }

    private static Object[] org(SourceRow row) {
        return new Object[] {
            row.uuid("id").orElseThrow(),
            row.text("name").orElse(""),
            secret(row).orElseThrow(),
            row.flag("persist_messages"),
            row.text("status").orElse("active"),
            row.number("created_at").orElse(0L)
        };
    }

    /** Nobody has been here before, so nobody can go on from a position of before. */
    private Object[] positions(SourceRow row, Reading reading) {
        long position = Math.max(reading.talk.position(), Position.first(clock.millis()));
        String epoch = Long.toHexString(UUID.randomUUID().getLeastSignificantBits());
        return new Object[] {row.uuid("id").orElseThrow(), position, position, epoch};
    }

    private void bringInviteCodes(Database database) {
        Set<String> columns = source.columns(TableMaps.INVITE_CODES.source());
        List<String> names = List.copyOf(columns);
        if (names.isEmpty()) {
            return;
        }
        String list = String.join(
                ", ",
                names.stream()
                        .map(name -> "cast(" + name + " AS text) AS " + name)
                        .toList());
        source.rows("SELECT " + list + " FROM " + TableMaps.INVITE_CODES.source(), names)
                .concatMap(row -> bringInviteCode(database, row))
                .then()
                .block();
    }

    private Mono<Long> bringInviteCode(Database database, SourceRow row) {
        Optional<Object[]> values = TableMaps.INVITE_CODES.row(row);
        if (values.isEmpty()) {
            all.left("invite codes of which only the hash is known");
            return Mono.empty();
        }
        return database.one("SELECT id FROM invite_codes WHERE id = $1", known -> 0L, values.get()[0])
                .switchIfEmpty(Mono.defer(() -> {
                    all.brought("invite codes");
                    return database.insert(TableMaps.INVITE_CODES.into(), List.<Object[]>of(values.get()));
                }));
    }

    private String report(String what) {
        all.left("sessions: people log in again", count("sessions"));
        all.left("catchup_events: what was missed before is not told again", count("catchup_events"));
        all.left("webhook_status: the health of webhooks begins anew", count("webhook_status"));
        return "%s:%n%s".formatted(what, all);
    }

    private long count(String table) {
        if (source.columns(table).isEmpty()) {
            return 0;
        }
        return source.rows("SELECT cast(count(*) AS text) AS n FROM " + table, List.of("n"))
                .map(row -> row.number("n").orElse(0L))
                .blockFirst();
    }

    @Override
    public void close() {
        source.close();
    }
}
