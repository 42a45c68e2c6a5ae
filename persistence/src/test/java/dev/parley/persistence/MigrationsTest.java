package dev.parley.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.persistence.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of a schema that this version did not write. */
class MigrationsTest {

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    @Test
    void aCurrentSchemaIsLeftAlone() {
        Migrations.run(H2.database()).block();
        assertThat(H2.database()
                        .one(
                                "SELECT count(*) AS n FROM schema_versions WHERE version = 'V001__hub'",
                                row -> row.number("n"))
                        .block())
                .isEqualTo(1);
    }

    @Test
    void aNewerSchemaIsRefused() {
        H2.database()
                .execute("INSERT INTO schema_versions (version, applied_at) VALUES ('V999__later', 0)")
                .block();

        assertThatExceptionOfType(UnknownSchemaException.class)
                .isThrownBy(() -> Migrations.run(H2.database()).block())
                .withMessage(
                        "The data was written by a newer version of Parley (schema V999__later); start that version, or"
                                + " one after it");
        assertThat(H2.database()
                        .execute("DELETE FROM schema_versions WHERE version = 'V999__later'")
                        .block())
                .isEqualTo(1);
    }

    @Test
    void releasedScriptsNeverChange() throws IOException, NoSuchAlgorithmException {
        List<String> released = text("/released-migrations.txt")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .toList();
        for (String line : released) {
            String name = line.substring(line.indexOf(' ') + 1);
            assertThat(sha256("/db/migration/" + name + ".sql"))
                    .as("%s was released and is in use: undo the change, and put what is new into a new script", name)
                    .isEqualTo(line.substring(0, line.indexOf(' ')));
        }
    }

    private static String sha256(String resource) throws IOException, NoSuchAlgorithmException {
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(text(resource).getBytes(UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = MigrationsTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }
}
