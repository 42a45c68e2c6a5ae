package dev.parley.persistence.h2;

import dev.parley.persistence.StorageException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import reactor.core.publisher.Mono;

/**
 * One H2 connection with a thread of its own. H2 works on the calling thread and closes its database when that thread is
 * interrupted, so no other thread ever touches the connection and this one is never interrupted.
 */
final class H2Session {

    /** Prepared statements kept per connection; the code base has fewer texts than this. */
    private static final int STATEMENTS = 256;

    private final ExecutorService executor;
    private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(64, 0.75f, true);
    private volatile Thread thread;
    private Connection connection;

    private H2Session(String name) {
        executor = Executors.newSingleThreadExecutor(task -> {
            Thread created = new Thread(task, name);
            created.setDaemon(true);
            thread = created;
            return created;
        });
    }

    static Mono<H2Session> open(String url, String name) {
        return Mono.defer(() -> {
            H2Session session = new H2Session(name);
            return session.call(() -> {
                session.connection = DriverManager.getConnection(url, new Properties());
                return session;
            });
        });
    }

    /** Runs {@code work} on this session's thread: at once when already there, as inside a transaction. */
    <T> Mono<T> call(SqlWork<T> work) {
        return Mono.create(sink -> {
            Runnable run = () -> {
                try {
                    sink.success(work.run());
                } catch (SQLException e) {
                    sink.error(StorageException.ofSqlState(e.getSQLState(), e));
                } catch (RuntimeException e) {
                    sink.error(e);
                }
            };
            if (Thread.currentThread() == thread) {
                run.run();
            } else {
                executor.execute(run);
            }
        });
    }

    Connection connection() {
        return connection;
    }

    PreparedStatement bind(String sql, Object... arguments) throws SQLException {
        PreparedStatement statement = prepare(sql);
        for (int i = 0; i < arguments.length; i++) {
            statement.setObject(i + 1, arguments[i]);
        }
        return statement;
    }

    PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement known = statements.get(sql);
        if (known != null) {
            return known;
        }
        if (statements.size() >= STATEMENTS) {
            var eldest = statements.entrySet().iterator();
            eldest.next().getValue().close();
            eldest.remove();
        }
        PreparedStatement prepared =
                connection.prepareStatement(sql, ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY);
        statements.put(sql, prepared);
        return prepared;
    }

    Mono<Void> close() {
        return this.<Void>call(() -> {
                    connection.close();
                    return null;
                })
                .doFinally(signal -> executor.shutdown());
    }

    /** Work with the connection, on the connection's thread. */
    @FunctionalInterface
    interface SqlWork<T> {
        T run() throws SQLException;
    }
}
