package dev.parley.persistence.h2;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.message.DbException;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * The file behind a connection. With H2's own background thread ({@code WRITE_DELAY} above 0) a commit may be on its way to the
 * file when {@code CHECKPOINT SYNC} finds nothing left to store, and a process that is killed then loses it, or all there is.
 * Without that thread every commit is written by the thread that commits; but nobody tidies up any more, so we do.
 */
final class H2File {

    /** Of what the file holds, so much (percent) should be of use. */
    private static final int FILL_RATE = 80;

    /** What one step may write. */
    private static final int STEP_BYTES = 16 << 20;

    private H2File() {}

    /** Writes again what is still of use in the emptiest parts of the file, so that their space can be used anew. */
    static void compact(Connection connection) throws SQLException {
        MVStore store = store(connection);
        if (store.getFileStore() == null) {
            return;
        }
        try {
            store.compact(FILL_RATE, STEP_BYTES);
        } catch (MVStoreException e) {
            throw DbException.toSQLException(DbException.convert(e));
        }
    }

    static MVStore store(Connection connection) throws SQLException {
        SessionLocal session =
                (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
        return session.getDatabase().getStore().getMvStore();
    }
}
