package dev.parley.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.auth.Access;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaticFilesTest {

    private static final String GZIP = "Accept-Encoding: gzip, deflate, br";

    private static TestDoor door;

    @BeforeAll
    static void open() {
        StaticFiles site = new StaticFiles("dev/parley/server/http/site");
        door = TestDoor.open(new Router()
                .hidden("GET", "/site/{path}", Access.open(), call -> site.reply(call, call.parameter("path"))));
    }

    @AfterAll
    static void close() {
        door.close();
    }

    @Test
    void aFileIsAnsweredAsItIs() {
        Exchange page = door.send("GET", "/site/index.html");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).isEqualTo(resource("site/index.html"));
        assertThat(page.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(page.header("Cache-Control")).isEqualTo("public, max-age=0");
        assertThat(page.header("Content-Encoding")).isNull();
        assertThat(page.header("Vary")).isEqualTo("Accept-Encoding");
    }

    @Test
    void aFileOfAFolderBelowIsFound() {
        Exchange script = door.send("GET", "/site/nested%2Fapp.js");

        assertThat(script.status()).isEqualTo(200);
        assertThat(script.body()).isEqualTo(resource("site/nested/app.js"));
        assertThat(script.header("Content-Type")).isEqualTo("text/javascript; charset=utf-8");
    }

    @Test
    void whoTakesGzipGetsGzip() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + "/site/index.html"))
                .header("Accept-Encoding", "gzip")
                .build();
        HttpResponse<byte[]> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());

        assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(response.body()))) {
            assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(resource("site/index.html"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip|gzip",
                "deflate, GZIP;q=0.5|gzip",
                "br , gzip ; q = 1|gzip",
                "gzip;q=0|",
                "gzip; q=0.000|",
                "identity|",
                "x-gzipped|",
                ",|",
            })
    void gzipIsForWhoTakesIt(String accepted, String encoding) {
        Exchange page = door.send("GET", "/site/index.html", "Accept-Encoding: " + accepted);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Encoding")).isEqualTo(encoding);
    }

    @Test
    void whatGzipWouldMakeLongerIsLeftAsItIs() {
        Exchange script = door.send("GET", "/site/nested%2Fapp.js", GZIP);

        assertThat(script.body()).isEqualTo(resource("site/nested/app.js"));
        assertThat(script.header("Content-Encoding")).isNull();
    }

    @Test
    void headTellsTheSameAsGetButSendsNothing() {
        try (WireClient client = door.connect()) {
            Exchange get = client.request("GET", "/site/index.html", GZIP);
            Exchange head = client.request("HEAD", "/site/index.html", GZIP);

            assertThat(head.status()).isEqualTo(200);
            for (String name : new String[] {"Content-Length", "Content-Type", "Content-Encoding", "ETag"}) {
                assertThat(head.header(name)).as(name).isNotNull().isEqualTo(get.header(name));
            }
            assertThat(client.request("GET", "/site/nested%2Fapp.js").status())
                    .as("the connection is still in step")
                    .isEqualTo(200);
        }
    }

    @Test
    void whoHasTheFileIsNotSentItAgain() {
        String tag = door.send("GET", "/site/index.html").header("ETag");
        Exchange again = door.send("GET", "/site/index.html", "If-None-Match: " + tag, GZIP);

        assertThat(again.status()).isEqualTo(304);
        assertThat(again.header("ETag")).isEqualTo(tag);
        assertThat(again.header("Cache-Control")).isEqualTo("public, max-age=0");
        assertThat(again.header("Vary")).isEqualTo("Accept-Encoding");
        assertThat(door.send("GET", "/site/index.html", "If-None-Match: W/\"0-0\"")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..%2Foutside.txt",
                "%2E%2E%2Foutside.txt",
                "nested%2F..%2F..%2Foutside.txt",
                "..%5Coutside.txt",
                "..%252Foutside.txt",
                "%2Fdev%2Fparley%2Fserver%2Fhttp%2Foutside.txt",
                "outside.txt",
                "..",
                ".hidden.txt",
                "unknown.type",
                "nested",
                "nested%2F",
                "nested%2F%2Fapp.js",
                "nested%2F.%2Fapp.js",
                "%2Findex.html",
                "index.html%2F",
                "index.html%00",
                "index.html%0A",
                "index.html%3Fx",
                "missing.html",
                "StaticFiles.class",
            })
    void nothingElseIsThere(String path) {
        Exchange refused = door.send("GET", "/site/" + path);

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).isEqualTo("NOT_FOUND");
        assertThat(refused.header("Content-Type")).isEqualTo(Reply.JSON);
        assertThat(refused.header("Cache-Control")).isNull();
    }

    @Test
    void aVeryLongPathIsNotLookedFor() {
        assertThat(door.send("GET", "/site/" + "a%2F".repeat(2_000) + "b.js").status())
                .isEqualTo(404);
    }

    private static String resource(String name) {
        try (InputStream in = StaticFilesTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
