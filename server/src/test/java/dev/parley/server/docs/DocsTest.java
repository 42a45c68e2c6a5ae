package dev.parley.server.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Answer;
import dev.parley.server.testing.TestHub;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocsTest {

    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"(?!data:)([^\"]+)\"");

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2().with("BASE_PATH", "/connect");

    @ParameterizedTest
    @ValueSource(strings = {"/docs", "/connect/docs"})
    void whateverThePageNeedsIsThereUnderAnyPrefix(String page) {
        Answer html = HUB.client().get(page);
        assertThat(html.status()).isEqualTo(200);
        assertThat(html.header("Content-Type")).contains("text/html; charset=utf-8");

        List<URI> links = LINK.matcher(html.body())
                .results()
                .map(link -> URI.create(page).resolve(link.group(1)))
                .toList();
        assertThat(links).hasSize(6).allSatisfy(link -> {
            assertThat(link.isAbsolute()).isFalse();
            assertThat(HUB.client().get(link.toString()).status())
                    .as("%s", link)
                    .isEqualTo(200);
        });
    }

    @Test
    void thePageLoadsTheDescriptionFromBesideIt() {
        assertThat(HUB.client().get("/docs/docs.js").body()).contains("url: 'openapi.json'");
        assertThat(HUB.client()
                        .get("/connect/openapi.json")
                        .json()
                        .path("openapi")
                        .asString())
                .isEqualTo("3.1.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/docs/", "/connect/docs/"})
    void behindASlashTheLinksWouldLeadAstray(String path) {
        Answer moved = HUB.client().get(path);

        assertThat(moved.status()).isEqualTo(301);
        assertThat(URI.create(path).resolve(moved.header("Location").orElseThrow()))
                .hasToString(path.substring(0, path.length() - 1));
    }

    @ParameterizedTest
    @CsvSource({
        "/docs, text/html; charset=utf-8",
        "/docs/docs.js, text/javascript; charset=utf-8",
        "/docs/docs.css, text/css; charset=utf-8",
        "/docs/swagger-ui-bundle.js, text/javascript; charset=utf-8",
        "/docs/swagger-ui-bundle.js.LICENSE.txt, text/plain; charset=utf-8",
        "/docs/swagger-ui.css, text/css; charset=utf-8",
    })
    void everyFileIsConfined(String path, String type) {
        Answer answer = HUB.client().get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).contains(type);
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.header("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.header("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void nothingIsWrittenIntoThePageThatThePolicyForbids() {
        assertThat(HUB.client().get("/docs").body())
                .doesNotContain("<style", "style=", "<base", "onload=")
                .doesNotContainPattern("<script(?![^>]* src=)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/docs/page.html",
                "/docs/swagger-ui.js",
                "/docs/index.html",
                "/docs/..%2Fpage.html",
                "/docs/..%2FDocsRoutes.class",
                "/docs/%2E%2E",
            })
    void nothingElseIsThere(String path) {
        Answer refused = HUB.client().get(path);

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void otherUnknownPathsStillAskForCredentials() {
        assertThat(HUB.client().get("/docs/a/b").code()).isEqualTo("AUTH_REQUIRED");
        assertThat(HUB.client().get("/foo").code()).isEqualTo("AUTH_REQUIRED");
        assertThat(HUB.client().post("/docs").code()).isEqualTo("AUTH_REQUIRED");
    }
}
