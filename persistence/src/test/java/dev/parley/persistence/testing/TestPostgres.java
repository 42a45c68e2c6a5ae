package dev.parley.persistence.testing;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactories;
import io.r2dbc.spi.ConnectionFactory;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/**
 * A real PostgreSQL for tests: one server per virtual machine, started when first asked for, and one empty database per
 * test class.
 *
 * <p>The environment variable {@code TEST_PG_URL} ({@code postgresql://user:password@host:port/database}) makes the tests
 * use that server instead; its user must be allowed to create databases, and they are left there.
 */
public final class TestPostgres {
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final long RUN = ProcessHandle.current().pid();

    private TestPostgres() {}

    /** Creates an empty database and returns its URL, {@code postgresql://user@host:port/name}. Blocks. */
    public static String createDatabase() {
        String name =
                "parley_%d_%d_%s".formatted(RUN, DATABASES.incrementAndGet(), Long.toHexString(System.nanoTime()));
        execute(Server.URL, "CREATE DATABASE " + name);
        return Server.URL.substring(0, Server.URL.lastIndexOf('/') + 1) + name;
    }

    /** Runs one statement on the database with that URL. Blocks. */
    public static void execute(String url, String sql) {
        ConnectionFactory server = ConnectionFactories.get("r2dbc:" + url);
        Mono.usingWhen(
                        server.create(),
                        connection -> Mono.from(connection.createStatement(sql).execute())
                                .flatMap(result -> Mono.from(result.getRowsUpdated()))
                                .then(),
                        Connection::close)
                .block();
    }

    /** Loaded, and so started, by the first use. */
    private static final class Server {
        static final String URL =
                Objects.requireNonNullElseGet(System.getenv("TEST_PG_URL"), PostgresServer::startFast);
    }
}
