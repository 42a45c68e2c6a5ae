package dev.parley.persistence.h2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was committed is in the file when that is said, whatever H2 does in the background. */
class H2FileTest {

    private static final int COMMITS = 150;

    @TempDir
    Path directory;

    /**
     * A copy of the file is what a process would find that starts after this one was killed. Between the commit and the sync
     * H2 may begin to store what was committed: here it always does. Compacting comes in between as well.
     */
    @Test
    void aCopyOfTheFileHasWhatWasCommittedBefore() throws Exception {
        try (Connection connection = DriverManager.getConnection(url(directory))) {
            connection.createStatement().execute("CREATE TABLE t (n bigint PRIMARY KEY, filler varchar)");
            connection.setAutoCommit(false);
            for (int n = 1; n <= COMMITS; n++) {
                insert(connection, n, "x".repeat(20_000));
                connection.commit();
                H2File.store(connection).tryCommit();
                connection.createStatement().execute("CHECKPOINT SYNC");
                H2File.compact(connection);
                assertThat(newestInACopy(n)).isEqualTo(n);
            }
        }
    }

    /** In a file that has been written to for a while, commits go where there is room again, not to its end. */
    @Test
    void aCopyOfAFileWhoseSpaceIsUsedAnewHasThemToo() throws Exception {
        try (Connection connection = DriverManager.getConnection(url(directory))) {
            connection.createStatement().execute("CREATE TABLE t (n bigint PRIMARY KEY, filler varchar)");
            H2File.store(connection).setRetentionTime(0);
            connection.setAutoCommit(false);
            for (int n = 1; n <= 4 * COMMITS; n++) {
                insert(connection, n, "x".repeat(n * 7919 % 9_000));
                connection.createStatement().execute("DELETE FROM t WHERE n = " + (n - 20));
                connection.commit();
                connection.createStatement().execute("CHECKPOINT SYNC");
                if (n % 10 == 0) {
                    H2File.compact(connection);
                }
                if (n % 4 == 0) {
                    assertThat(newestInACopy(n)).isEqualTo(n);
                }
            }
        }
    }

    private static void insert(Connection connection, int n, String filler) throws SQLException {
        connection.createStatement().execute("INSERT INTO t VALUES (" + n + ", '" + filler + "')");
    }

    private long newestInACopy(int number) throws Exception {
        Path copy = Files.createDirectory(directory.resolve("copy" + number));
        Path file = Files.copy(file(directory), file(copy));
        try (Connection connection = DriverManager.getConnection(url(copy));
                ResultSet rows = connection.createStatement().executeQuery("SELECT max(n) FROM t")) {
            rows.next();
            return rows.getLong(1);
        } finally {
            Files.delete(file);
        }
    }

    private static Path file(Path in) {
        return in.resolve("parley.mv.db");
    }

    private static String url(Path in) {
        return "jdbc:h2:async:" + in.resolve("parley") + H2Database.OPTIONS;
    }
}
