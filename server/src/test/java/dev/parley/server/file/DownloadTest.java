package dev.parley.server.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.file.FileRepository;
import dev.parley.persistence.file.StoredFile;
import dev.parley.persistence.h2.H2Database;
import dev.parley.protocol.BotId;
import dev.parley.protocol.FileId;
import dev.parley.protocol.Json;
import dev.parley.protocol.OrgId;
import dev.parley.server.client.Answer;
import dev.parley.server.testing.AuditRow;
import dev.parley.server.testing.FileClient;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** How files come back: their headers, parts of them, and to whom. */
class DownloadTest {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    private TestOrg org;
    private TestBot bot;
    private FileClient client;

    @BeforeEach
    void register() {
        org = HUB.org();
        bot = org.bot("reader");
        client = new FileClient(bot);
    }

    private String digits() {
        return client.url("digits.txt", "text/plain", "0123456789".getBytes(UTF_8));
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse(null);
    }

    @Test
    void aFileComesWithTheHeadersThatKeepBrowsersFromRunningIt() {
        String url = client.url("naïve 文 (1)'*.txt", "text/plain", "hello".getBytes(UTF_8));

        HttpResponse<byte[]> response = client.get(url);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).asString(UTF_8).isEqualTo("hello");
        assertThat(header(response, "Content-Type")).isEqualTo("text/plain");
        assertThat(header(response, "Content-Length")).isEqualTo("5");
        assertThat(header(response, "Content-Disposition"))
                .isEqualTo("attachment; filename*=UTF-8''na%C3%AFve%20%E6%96%87%20%281%29%27%2A.txt");
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "Content-Security-Policy")).isEqualTo("default-src 'none'");
        assertThat(header(response, "Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
        assertThat(header(response, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(header(response, "ETag")).isEqualTo("\"" + url.substring("/api/files/".length()) + "\"");
    }

    @Test
    void imagesAreShownInPlace() {
        HttpResponse<byte[]> response = client.get(client.url("a'(文).png", "image/png", new byte[] {1, 2}));
        assertThat(header(response, "Content-Type")).isEqualTo("image/png");
        assertThat(header(response, "Content-Disposition"))
                .isEqualTo("inline; filename*=UTF-8''a%27%28%E6%96%87%29.png");
    }

    @Test
    void headAnswersTheSameWithoutTheFile() {
        String url = digits();
        HttpResponse<byte[]> response = client.head(url, "Range", "bytes=0-1");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(header(response, "Content-Length")).isEqualTo("10");
        assertThat(header(response, "Content-Type")).isEqualTo("text/plain");
    }

    @Test
    void aLargeFileArrivesWhole() {
        byte[] content = new byte[3_000_001];
        new Random(3).nextBytes(content);
        content[0] = 'x';
        String url = client.url("large.txt", "text/plain", content);
        assertThat(client.get(url).body()).isEqualTo(content);
        HttpResponse<byte[]> end = client.get(url, "Range", "bytes=1000000-");
        assertThat(end.body()).isEqualTo(Arrays.copyOfRange(content, 1_000_000, content.length));
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, 0, 0-0",
        "bytes=2-5, 2345, 2-5",
        "bytes=8-, 89, 8-9",
        "bytes=8-99, 89, 8-9",
        "bytes=-3, 789, 7-9",
        "bytes=-99, 0123456789, 0-9",
    })
    void aRangeIsAnsweredWithThatPart(String range, String part, String sent) {
        HttpResponse<byte[]> response = client.get(digits(), "Range", range);
        assertThat(response.statusCode()).isEqualTo(206);
        assertThat(response.body()).asString(UTF_8).isEqualTo(part);
        assertThat(header(response, "Content-Range")).isEqualTo("bytes " + sent + "/10");
        assertThat(header(response, "Content-Length")).isEqualTo(String.valueOf(part.length()));
        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,4-5", "bytes=5-2", "bytes=-", "lines=1-2", "bytes", "bytes=a-b"})
    void whatIsNoSingleRangeIsAnsweredWithTheWhole(String range) {
        HttpResponse<byte[]> response = client.get(digits(), "Range", range);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).hasSize(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-11", "bytes=-0", "bytes=99999999999-"})
    void aRangeOutsideOfTheFileCannotBeSatisfied(String range) {
        HttpResponse<byte[]> response = client.get(digits(), "Range", range);
        assertThat(response.statusCode()).isEqualTo(416);
        assertThat(header(response, "Content-Range")).isEqualTo("bytes */10");
        assertThat(header(response, "Cache-Control")).isNull();
        assertThat(response.body()).asString(UTF_8).contains("VALIDATION_ERROR");
    }

    @Test
    void aRangeOfAnotherVersionIsNotGiven() {
        String url = digits();
        String tag = header(client.get(url), "ETag");
        assertThat(client.get(url, "Range", "bytes=1-2", "If-Range", tag).statusCode())
                .isEqualTo(206);
        assertThat(client.get(url, "Range", "bytes=1-2", "If-Range", "\"other\"")
                        .statusCode())
                .isEqualTo(200);
        assertThat(client.get(url, "Range", "bytes=1-2", "If-Range", "Sat, 21 Nov 2026 05:00:00 GMT")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void whoHasTheFileIsNotSentItAgain() {
        String url = digits();
        String tag = header(client.get(url), "ETag");
        HttpResponse<byte[]> response = client.get(url, "If-None-Match", tag, "Range", "bytes=1-2");
        assertThat(response.statusCode()).isEqualTo(304);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void aFileIsForItsOrganisation() {
        String url = digits();
        assertThat(HUB.client().get(url).status()).isEqualTo(401);
        assertThat(org.admin().get(url).body()).isEqualTo("0123456789");
        assertThat(org.bot("another").http().get(url).status()).isEqualTo(200);
        for (String path : List.of(url, url + "/info")) {
            Answer stranger = HUB.org().bot("stranger").http().get(path);
            assertThat(stranger.status()).isEqualTo(403);
            assertThat(stranger.code()).isEqualTo("FORBIDDEN");
            assertThat(HUB.operator().get(path).status()).isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/files/00000000-0000-7000-8000-000000000000", "/api/files/x", "/api/files/..%2F_tmp"})
    void whatThereIsNotIsNotFound(String path) {
        for (String each : List.of(path, path + "/info")) {
            Answer answer = bot.http().get(each);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.code()).isEqualTo("NOT_FOUND");
        }
    }

    @Test
    void theDescriptionNamesTheUploader() {
        String url = digits();
        JsonNode info = org.admin().get(url + "/info").json();
        assertThat(info.propertyNames())
                .containsExactly("id", "name", "mime_type", "size", "uploader_id", "url", "created_at");
        assertThat(info.path("uploader_id").asString()).isEqualTo(bot.id());
        assertThat(info.path("url").asString()).isEqualTo(url);
    }

    @Test
    void anUploadIsAudited() {
        String url = digits();
        Database database = H2Database.open(HUB.directory()).block();
        try {
            List<AuditRow> rows = AuditRow.list(database, new OrgId(UUID.fromString(org.id())), "file.upload");
            assertThat(rows).hasSize(1);
            assertThat(rows.get(0).bot()).isEqualTo(bot.id());
            assertThat(rows.get(0).targetType()).isEqualTo("file");
            assertThat("/api/files/" + rows.get(0).targetId()).isEqualTo(url);
            assertThat(Json.parse(rows.get(0).detail()))
                    .isEqualTo(Json.parse("{\"name\":\"digits.txt\",\"mime_type\":\"text/plain\",\"size\":10}"));
        } finally {
            database.close().block();
        }
    }

    @Test
    void aFileWhoseBytesAreGoneIsNotFoundButKnown() throws IOException {
        String url = digits();
        try (Stream<Path> walk = Files.walk(HUB.directory().resolve("files").resolve(org.id()))) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        assertThat(bot.http().get(url).status()).isEqualTo(404);
        assertThat(bot.http().get(url + "/info").status()).isEqualTo(200);
    }

    @Test
    void aDestroyedOrganisationTakesItsFilesWithIt() {
        String url = digits();
        Path files = HUB.directory().resolve("files").resolve(org.id());
        assertThat(files).exists();
        assertThat(HUB.operator().delete("/api/orgs/" + org.id()).status()).isEqualTo(204);
        assertThat(files).doesNotExist();
        assertThat(HUB.org().bot("stranger").http().get(url).status()).isEqualTo(404);
    }

    @Test
    void olderFilesLieFlatAndMayHaveATypeThatNobodyTrusts() throws IOException {
        Files.writeString(HUB.directory().resolve("files/old.svg"), "<svg/>");
        HttpResponse<byte[]> response = client.get("/api/files/" + insert("files/old.svg"));
        assertThat(response.body()).asString(UTF_8).isEqualTo("<svg/>");
        assertThat(header(response, "Content-Type")).isEqualTo("application/octet-stream");
        assertThat(header(response, "Content-Disposition")).startsWith("attachment;");
    }

    @ParameterizedTest
    @ValueSource(strings = {"parley.mv.db", "files/../parley.mv.db", "/etc/passwd", "../x", "files", "files/_tmp/x"})
    void aLocationOutsideOfTheFilesIsNotThere(String location) {
        assertThat(client.get("/api/files/" + insert(location)).statusCode()).isEqualTo(404);
    }

    private FileId insert(String location) {
        OrgId owner = OrgId.parse(org.id()).orElseThrow();
        BotId uploader = BotId.parse(bot.id()).orElseThrow();
        StoredFile file = new StoredFile(owner, FileId.next(), uploader, "old", "image/svg+xml", 6, location, 0);
        Database database = H2Database.open(HUB.directory()).block();
        try {
            database.insert(FileRepository.INTO, List.<Object[]>of(FileRepository.row(file)))
                    .block();
        } finally {
            database.close().block();
        }
        return file.id();
    }
}
