package dev.parley.server.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardTest {

    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
    private static final Pattern IMPORTED = Pattern.compile("\"(\\./[^\"]+\\.js)\"");
    private static final Pattern IMPORT_MAP =
            Pattern.compile("<script type=\"importmap\">(.+?)</script>", Pattern.DOTALL);

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2().with("BASE_PATH", "/connect");

    private static HubClient owner;
    private static HubClient admin;

    @BeforeAll
    static void signIn() {
        TestOrg org = HUB.org();
        String token = org.bot("scribe").token();
        owner = HUB.client().withCookie(HUB.logIn(Fields.of("type", "bot", "token", token)));
        admin = org.admin();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/connect/", "/admin/", "/connect/admin/"})
    void whateverAPageLoadsIsThereUnderAnyPrefix(String path) {
        assertComplete(HUB.client(), path);
    }

    @Test
    void soItIsForThePagesOfThoseWhoAreSignedIn() {
        assertComplete(owner, "/dashboard/");
        assertComplete(admin, "/connect/org/");
    }

    private static void assertComplete(HubClient client, String path) {
        Answer page = client.get(path);
        assertThat(page.status()).isEqualTo(200);

        List<URI> links = Stream.of(LINK, IMPORTED)
                .flatMap(pattern -> pattern.matcher(page.body()).results())
                .map(link -> URI.create(path).resolve(link.group(1)))
                .filter(link -> !link.getPath().endsWith("/docs"))
                .toList();
        String assets = path.startsWith("/connect") ? "/connect/assets/" : "/assets/";
        assertThat(links).hasSizeGreaterThan(30).allSatisfy(link -> {
            assertThat(link.toString()).startsWith(assets);
            assertThat(HUB.client().get(link.toString()).status())
                    .as("%s", link)
                    .isEqualTo(200);
        });
    }

    @Test
    void aPageSaysWhatItMayLoadAndRunsNothingElse() throws NoSuchAlgorithmException {
        Answer page = HUB.client().get("/");
        String policy = page.header("Content-Security-Policy").orElseThrow();
        String imports = IMPORT_MAP
                .matcher(page.body())
                .results()
                .map(map -> map.group(1))
                .findFirst()
                .orElseThrow();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(imports.getBytes(StandardCharsets.UTF_8));

        assertThat(policy)
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "connect-src 'self'")
                .contains("script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(hash) + "';")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("<style", "style=", "{{");
        assertThat(Pattern.compile("<script(?![^>]* src=)")
                        .matcher(page.body())
                        .results()
                        .map(MatchResult::group))
                .hasSize(1);
        assertThat(page.header("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void aPageIsAskedForAgainAndWhatItLoadsIsNot() {
        Answer page = HUB.client().get("/");
        assertThat(page.header("Cache-Control")).contains("private, no-cache");
        String tag = page.header("ETag").orElseThrow();
        assertThat(HUB.client().with("If-None-Match", tag).get("/").status()).isEqualTo(304);

        Answer style = HUB.client().get(style(page));
        assertThat(style.header("Content-Type")).contains("text/css; charset=utf-8");
        assertThat(style.header("Cache-Control")).contains("public, max-age=31536000, immutable");
    }

    @Test
    void whoeverAsksForAnotherVersionGetsThisOneButMayNotKeepIt() {
        String other = style(HUB.client().get("/")).replaceFirst("assets/[^/]+", "assets/another");

        assertThat(HUB.client().get(other).status()).isEqualTo(200);
        assertThat(HUB.client().get(other).header("Cache-Control")).contains("public, max-age=0");
    }

    private static String style(Answer page) {
        return "/"
                + LINK.matcher(page.body())
                        .results()
                        .map(link -> link.group(1))
                        .filter(link -> link.endsWith("base.css"))
                        .findFirst()
                        .orElseThrow();
    }

    @Test
    void modulesAreCompressed() {
        Answer module = HUB.client().with("Accept-Encoding", "gzip").get("/assets/any/lib/preact.js");

        assertThat(module.header("Content-Encoding")).contains("gzip");
        assertThat(module.header("Content-Type")).contains("text/javascript; charset=utf-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/assets/any/app/core/nothing.js",
                "/assets/any/app/..%2Findex.html",
                "/assets/any/%2E%2E/Pages.class",
                "/assets/any/lib/react.js"
            })
    void nothingElseIsThere(String path) {
        assertThat(HUB.client().get(path).status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "/connect, /connect/",
        "/dashboard, /dashboard/",
        "/connect/org, /connect/org/",
        "/admin, /admin/",
        "/dashboard/, /",
        "/connect/org/, /connect/",
        "/dashboard/threads/17, /dashboard/#/dashboard/threads/17",
        "/connect/dashboard/dms/17/, /connect/dashboard/#/dashboard/dms/17/",
        "/dashboard/dms/, /dashboard/#/dashboard/dms/",
        "/org/bots/17, /org/#/bots/17",
        "/org/settings, /org/#/settings"
    })
    void strangersAreLedOn(String from, String to) {
        assertLeads(HUB.client(), from, to);
    }

    @Test
    void whoIsSignedInIsLedToTheirPage() {
        assertLeads(owner, "/", "/dashboard/");
        assertLeads(admin, "/connect/", "/connect/org/");
        assertLeads(HUB.operator(), "/", "/admin/");
        assertLeads(owner, "/org/", "/");
        assertLeads(admin, "/dashboard/", "/");
        assertThat(owner.get("/dashboard/").status()).isEqualTo(200);
        assertThat(admin.get("/connect/org/").status()).isEqualTo(200);
    }

    @Test
    void whoLooksForAPageThatIsNoneIsLedToTheSignInPage() {
        assertLeads(owner, "/foo", "/");
        assertLeads(admin, "/connect/foo/bar/", "/connect/");
        assertThat(HUB.client().get("/foo").code()).isEqualTo("AUTH_REQUIRED");
        assertThat(owner.get("/api/foo").code()).isEqualTo("NOT_FOUND");
    }

    @Test
    void aPageNamesTheModulesThatItNeeds() {
        assertThat(owner.get("/dashboard/").body())
                .contains("rel=\"modulepreload\" href=\"../assets/")
                .contains("/app/workspace/Workspace.js\"", "/app/core/api.js\"", "/lib/preact.js\"")
                .doesNotContain("/app/login/");
    }

    @Test
    void whereItLeadsIsNotKeptAsItDependsOnWhoAsks() {
        assertThat(owner.get("/").header("Cache-Control")).contains("no-store");
    }

    private static void assertLeads(HubClient client, String from, String to) {
        Answer answer = client.get(from);

        assertThat(answer.status()).as(from).isIn(301, 302);
        assertThat(URI.create(from).resolve(answer.header("Location").orElseThrow()))
                .hasToString(to);
    }
}
