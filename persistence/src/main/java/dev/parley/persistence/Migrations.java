package dev.parley.persistence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Brings a database to the newest schema: the numbered scripts of {@code db/migration}, each once, in order, in a
 * transaction of its own. A released script never changes; a new need gets a new number.
 */
public final class Migrations {

    /** Every script, oldest first. */
    private static final List<String> SCRIPTS = List.of("V001__hub");

    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private static final String VERSIONS = """
        CREATE TABLE IF NOT EXISTS schema_versions (
            version    varchar(64) NOT NULL PRIMARY KEY,
            applied_at bigint      NOT NULL
        )
        """;

    private static final String APPLIED = "SELECT version FROM schema_versions ORDER BY version LIMIT 10000";

    private Migrations() {}

    /**
     * Applies what is missing; completes empty when the schema is current. Two nodes may start at once. Fails with
     * {@link UnknownSchemaException} when a newer version has been here.
     */
    public static Mono<Void> run(Database database) {
        return run(database, SCRIPTS);
    }

    /**
     * As {@link #run(Database)}, but applies only these scripts: for what was written by an older version.
     *
     * @param scripts the oldest ones, all known
     */
    public static Mono<Void> run(Database database, List<String> scripts) {
        return database.transaction(queries -> queries.execute(VERSIONS))
                .onErrorComplete(Migrations::createdByAnother)
                .then(database.list(APPLIED, row -> row.string("version")))
                .doOnNext(Migrations::requireKnown)
                .thenMany(Flux.fromIterable(scripts))
                .concatMap(script -> database.transaction(queries -> apply(queries, script)))
                .then();
    }

    /** Fails with {@link UnknownSchemaException} when a script is none of this version's. */
    public static void requireKnown(List<String> scripts) {
        List<String> unknown =
                scripts.stream().filter(script -> !SCRIPTS.contains(script)).toList();
        if (!unknown.isEmpty()) {
            throw new UnknownSchemaException(unknown);
        }
    }

    /** PostgreSQL may refuse CREATE TABLE IF NOT EXISTS with a duplicate key when two nodes race for it. */
    private static boolean createdByAnother(Throwable error) {
        return error instanceof StorageException storage && storage.kind() == StorageException.Kind.DUPLICATE_KEY;
    }

    private static Mono<Long> apply(Queries queries, String script) {
        return queries.execute(
                        "INSERT INTO schema_versions (version, applied_at) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                        script,
                        System.currentTimeMillis())
                .flatMap(inserted -> inserted == 0 ? Mono.just(0L) : execute(queries, script));
    }

    private static Mono<Long> execute(Queries queries, String script) {
        LOG.info("applying schema {}", script);
        return Flux.fromIterable(statements(script)).concatMap(queries::execute).count();
    }

    private static List<String> statements(String script) {
        String text = read("/db/migration/" + script + ".sql");
        String code = text.lines().filter(line -> !line.startsWith("--")).collect(Collectors.joining("\n"));
        return Arrays.stream(code.split(";\\s*\\n"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static String read(String resource) {
        try (InputStream in = Migrations.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
