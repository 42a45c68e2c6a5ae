package dev.parley.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.config.Settings;
import dev.parley.persistence.Database;
import dev.parley.persistence.testing.Certificate;
import dev.parley.persistence.testing.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** PostgreSQL by TLS, as the parameters of its URL ask for it. */
class PostgresTlsTest {

    @TempDir
    static Path directory;

    @AutoClose
    private static PostgresServer server;

    private static String url;
    private static Certificate trusted;
    private static Certificate stranger;

    @BeforeAll
    static void start() throws Exception {
        trusted = Certificate.make(Files.createDirectory(directory.resolve("trusted")), "dns:localhost");
        stranger = Certificate.make(Files.createDirectory(directory.resolve("stranger")), "dns:localhost");
        server = PostgresServer.startEncrypted(trusted);
        url = server.url();
    }

    @Test
    void theServerIsVerifiedByItsNameAndAPrivateAuthority() {
        Database database = open(byName() + "?sslmode=verify-full&sslrootcert=" + trusted.certificate());
        boolean encrypted = database.one(
                        "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()", row -> row.flag("ssl"))
                .block();
        database.close().block();

        assertThat(encrypted).isTrue();
    }

    @Test
    void aServerThatIsNotWhoItShouldBeIsNotTalkedTo() {
        assertThatThrownBy(() -> open(byName() + "?sslmode=verify-full&sslrootcert=" + stranger.certificate()))
                .as("another authority")
                .hasStackTraceContaining("PKIX path");
        assertThatThrownBy(() -> open(url + "?sslmode=verify-full&sslrootcert=" + trusted.certificate()))
                .as("another name")
                .hasStackTraceContaining("Hostname");
        assertThatThrownBy(() -> open(byName() + "?sslmode=verify-full"))
                .as("an authority that nobody knows")
                .hasStackTraceContaining("PKIX path");
    }

    private static String byName() {
        return url.replace("127.0.0.1", "localhost");
    }

    private static Database open(String address) {
        return Storage.open(Settings.from(Map.of("DEV_MODE", "true", "DATABASE_URL", address))
                        .database())
                .block();
    }
}
