package dev.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.RawJson;
import dev.parley.server.auth.Access;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class ReplyTest {

    record Bee(String name, int legCount, String hive) {}

    private final TestDoor door = TestDoor.open(new Router()
            .hidden("GET", "/bee", Access.open(), always(Reply.ok(new Bee("é", 6, null))))
            .hidden("POST", "/bee", Access.open(), always(Reply.created(new Bee("a", 6, "b"))))
            .hidden("GET", "/raw", Access.open(), always(Reply.ok(List.of(new RawJson("{\"a\": 1}")))))
            .hidden("GET", "/raw-alone", Access.open(), always(Reply.ok(new RawJson("{\"a\": 1}"))))
            .hidden("GET", "/revision", Access.open(), always(Reply.ok("x").header("ETag", "\"7\"")))
            .hidden("GET", "/text", Access.open(), always(Reply.text("text/markdown; charset=utf-8", "# é")))
            .hidden("GET", "/empty-text", Access.open(), always(Reply.text("text/plain", "")))
            .hidden("GET", "/teapot", Access.open(), always(Reply.of(418, List.of())))
            .hidden("POST", "/accepted", Access.open(), always(Reply.accepted(List.of())))
            .hidden("DELETE", "/gone", Access.open(), always(Reply.noContent()))
            .hidden("POST", "/login", Access.open(), always(login())));

    private static Handler always(Reply reply) {
        return call -> Mono.just(reply);
    }

    private static Reply login() {
        Instant now = Instant.parse("2026-11-01T00:00:00Z");
        return Reply.done()
                .header("Set-Cookie", SessionCookie.issue("ab12", Duration.ofHours(8), now, true))
                .header("Set-Cookie", SessionCookie.clear(false));
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void aRecordIsAnsweredAsJsonWithItsLengthInBytes() {
        Exchange exchange = door.send("GET", "/bee");

        assertThat(exchange.status()).isEqualTo(200);
        assertThat(exchange.body()).isEqualTo("{\"name\":\"é\",\"leg_count\":6,\"hive\":null}");
        assertThat(exchange.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(exchange.header("Content-Length")).isEqualTo("39");
        assertThat(exchange.header("Transfer-Encoding")).isNull();
    }

    @Test
    void storedJsonIsAnsweredAsItIs() {
        assertThat(door.send("GET", "/raw").body()).isEqualTo("[{\"a\": 1}]");
        assertThat(door.send("GET", "/raw-alone").body()).isEqualTo("{\"a\": 1}");
    }

    @Test
    void headAnswersTheHeadersOfGet() {
        try (WireClient client = door.connect()) {
            Exchange get = client.request("GET", "/bee");
            Exchange head = client.request("HEAD", "/bee");

            assertThat(head.status()).isEqualTo(200);
            get.headers().remove("date");
            assertThat(head.header("Date")).endsWith(" GMT");
            head.headers().remove("date");
            assertThat(head.headers()).isEqualTo(get.headers());
            assertThat(client.request("GET", "/bee").body()).isEqualTo(get.body());
        }
    }

    @Test
    void statusesAndTextsAreAnsweredAsGiven() {
        assertThat(door.send("POST", "/bee").status()).isEqualTo(201);
        assertThat(door.send("POST", "/accepted").status()).isEqualTo(202);
        assertThat(door.send("GET", "/teapot").status()).isEqualTo(418);
        assertThat(door.send("GET", "/text").body()).isEqualTo("# é");
        assertThat(door.send("GET", "/text").header("Content-Type")).isEqualTo("text/markdown; charset=utf-8");
        assertThat(door.send("GET", "/empty-text").header("Content-Length")).isEqualTo("0");
    }

    @Test
    void noContentHasNoBodyAndKeepsTheConnection() {
        try (WireClient client = door.connect()) {
            Exchange exchange = client.request("DELETE", "/gone");

            assertThat(exchange.status()).isEqualTo(204);
            assertThat(exchange.header("Content-Length")).isNull();
            assertThat(exchange.header("Transfer-Encoding")).isNull();
            assertThat(client.request("GET", "/bee").status()).isEqualTo(200);
        }
    }

    @Test
    void cookiesHaveTheFormThatBrowsersAndTestsExpect() {
        assertThat(door.send("POST", "/login").headerLines("Set-Cookie"))
                .containsExactlyInAnyOrder(
                        "hxa_session=ab12; Max-Age=28800; Path=/; Expires=Sun, 01 Nov 2026 08:00:00 GMT; HttpOnly;"
                                + " Secure; SameSite=Strict",
                        "hxa_session=; Max-Age=0; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly;"
                                + " SameSite=Strict");
    }

    @Test
    void everyJsonGetCarriesAWeakTagThatFollowsItsBytes() {
        String bee = door.send("GET", "/bee").header("ETag");

        assertThat(bee).startsWith("W/\"");
        assertThat(door.send("GET", "/bee").header("ETag")).isEqualTo(bee);
        assertThat(door.send("GET", "/raw").header("ETag")).isNotEqualTo(bee);
    }

    @Test
    void onlySuccessfulJsonGetsAreTagged() {
        assertThat(door.send("POST", "/bee").header("ETag")).isNull();
        assertThat(door.send("GET", "/text").header("ETag")).isNull();
        assertThat(door.send("GET", "/teapot").header("ETag")).isNull();
        assertThat(door.send("GET", "/nowhere").header("ETag")).isNull();
    }

    @Test
    void aTagOfTheReplysOwnIsKept() {
        assertThat(door.send("GET", "/revision").header("ETag")).isEqualTo("\"7\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\"", "W/\"7\"", "\"6\", \"7\"", "*"})
    void whatTheClientHasIsNotSentAgain(String known) {
        try (WireClient client = door.connect()) {
            Exchange exchange = client.request("GET", "/revision", "If-None-Match: " + known);

            assertThat(exchange.status()).isEqualTo(304);
            assertThat(exchange.header("ETag")).isEqualTo("\"7\"");
            assertThat(exchange.header("Transfer-Encoding")).isNull();
            assertThat(client.request("HEAD", "/revision", "If-None-Match: " + known)
                            .status())
                    .isEqualTo(304);
            assertThat(client.request("GET", "/revision").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"8\"", "7", "\"77\"", ""})
    void anotherVersionIsSent(String known) {
        assertThat(door.send("GET", "/revision", "If-None-Match: " + known).status())
                .isEqualTo(200);
    }

    @Test
    void aGeneratedTagWorksAsACondition() {
        String tag = door.send("GET", "/bee").header("ETag");

        assertThat(door.send("GET", "/bee", "If-None-Match: " + tag).status()).isEqualTo(304);
    }

    @Test
    void noCacheAsksForTheBodyAllTheSame() {
        Exchange exchange = door.send("GET", "/revision", "If-None-Match: \"7\"", "Cache-Control: max-age=0, no-cache");

        assertThat(exchange.status()).isEqualTo(200);
    }
}
