package dev.parley.server.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.OrgId;
import dev.parley.server.testing.FileClient;
import dev.parley.server.testing.Form;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A hub that keeps files in its database. */
class FilesInDatabaseTest {

    private static final int MIB = 1 << 20;

    @RegisterExtension
    static final TestHub HUB = TestHub.onPostgres()
            .with("HXA_CONNECT_FILE_STORE", "database")
            .with("HXA_CONNECT_MAX_FILE_SIZE_MB", "2")
            .with("HXA_CONNECT_FILE_UPLOAD_MB_PER_DAY", "4");

    private TestOrg org;
    private FileClient client;

    @BeforeEach
    void register() {
        org = HUB.org();
        client = new FileClient(org.bot("uploader"));
    }

    private static byte[] text(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        bytes[0] = 'x';
        return bytes;
    }

    private long rows(String table) {
        String sql = "SELECT count(*) AS n FROM " + table + " WHERE org_id = $1";
        OrgId id = OrgId.parse(org.id()).orElseThrow();
        return HUB.inDatabase(database ->
                database.one(sql, row -> row.number("n"), id.value()).block());
    }

    @Test
    void aFileComesBackWholeAndInParts() throws IOException {
        byte[] content = text(2 * MIB);
        String url = client.url("large.txt", "text/plain", content);

        assertThat(client.get(url).body()).isEqualTo(content);
        assertThat(client.get(url, "Range", "bytes=262100-600000").body())
                .isEqualTo(Arrays.copyOfRange(content, 262_100, 600_001));
        assertThat(rows("file_chunks")).isEqualTo(8);
        assertThat(rows("file_contents_begun")).isZero();
        try (Stream<Path> walk = Files.walk(HUB.directory())) {
            assertThat(walk.filter(Files::isRegularFile)).isEmpty();
        }
    }

    @Test
    void whatIsRefusedLeavesNothing() {
        byte[] twoMib = Form.file("a.txt", "text/plain", text(2 * MIB));
        assertThat(client.upload(Form.file("a.txt", "text/plain", text(2 * MIB + 1)))
                        .status())
                .isEqualTo(413);
        assertThat(client.upload(twoMib).status()).isEqualTo(200);
        assertThat(client.upload(twoMib).status()).isEqualTo(200);
        assertThat(client.upload(twoMib).status()).isEqualTo(429);

        assertThat(rows("file_chunks")).isEqualTo(16);
        assertThat(rows("file_contents_begun")).isZero();
    }

    @Test
    void aDestroyedOrganisationTakesItsFilesWithIt() {
        assertThat(client.url("a.txt", "text/plain", text(MIB))).isNotEmpty();
        assertThat(HUB.operator().delete("/api/orgs/" + org.id()).status()).isEqualTo(204);
        assertThat(rows("file_chunks")).isZero();
    }
}
