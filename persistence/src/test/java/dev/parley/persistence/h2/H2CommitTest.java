package dev.parley.persistence.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.persistence.Database;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class H2CommitTest {

    private final Failing driver = new Failing();
    private Database database;

    @BeforeEach
    void open() throws SQLException {
        DriverManager.registerDriver(driver);
        database = H2Database.open(Failing.URL).block();
        database.execute("CREATE TABLE t (n integer)").block();
    }

    @AfterEach
    void close() throws SQLException {
        database.close().block();
        DriverManager.deregisterDriver(driver);
    }

    @Test
    void whatCouldNotBeCommittedIsNotCommittedWithTheNextTransaction() {
        driver.failsNext.set(true);
        assertThatThrownBy(() -> insert(1)).isInstanceOf(RuntimeException.class).hasRootCauseMessage("disk");
        insert(2);

        assertThat(database.list("SELECT n FROM t LIMIT 10", row -> row.number("n"))
                        .block())
                .containsExactly(2L);
    }

    private void insert(int number) {
        database.transaction(queries -> queries.execute("INSERT INTO t (n) VALUES ($1)", number))
                .block();
    }

    /** H2 whose next commit may fail. */
    private static final class Failing implements Driver {

        static final String URL = "jdbc:failing";
        final AtomicBoolean failsNext = new AtomicBoolean();

        @Override
        public Connection connect(String url, Properties info) throws SQLException {
            if (!acceptsURL(url)) {
                return null;
            }
            Connection real = DriverManager.getConnection("jdbc:h2:mem:commit;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE");
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("commit") && failsNext.getAndSet(false)) {
                            throw new SQLException("disk", "58030");
                        }
                        try {
                            return method.invoke(real, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        }

        @Override
        public boolean acceptsURL(String url) {
            return url.equals(URL);
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
            return new DriverPropertyInfo[0];
        }

        @Override
        public int getMajorVersion() {
            return 1;
        }

        @Override
        public int getMinorVersion() {
            return 0;
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getGlobal();
        }
    }
}
