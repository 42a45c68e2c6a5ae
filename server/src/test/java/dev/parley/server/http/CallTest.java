package dev.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.auth.Access;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class CallTest {

    private static final Router ROUTER = new Router()
            .hidden("GET", "/limit", Access.open(), call -> text(call.limit("limit", 50, 200)))
            .hidden("GET", "/since", Access.open(), call -> text(call.integer("since", -1)))
            .hidden("GET", "/query", Access.open(), call -> text(call.query("q").orElse("(none)")))
            .hidden("GET", "/ip", Access.open(), call -> text(call.clientIp()))
            .hidden("GET", "/url", Access.open(), call -> text(call.baseUrl()))
            .hidden(
                    "GET",
                    "/agent",
                    Access.open(),
                    call -> text(call.userAgent().orElse("(none)")))
            .hidden("GET", "/request-id", Access.open(), call -> text(call.requestId()))
            .hidden("GET", "/items/{id}", Access.open(), call -> text(call.parameter("id")));

    private static Mono<Reply> text(Object value) {
        return Mono.just(Reply.text("text/plain; charset=utf-8", value.toString()));
    }

    @ParameterizedTest
    @CsvSource({
        "'',             50",
        "limit=,         50",
        "limit=x,        50",
        "limit=0,        50",
        "limit=10,       10",
        "limit=10abc,    10",
        "limit=%2010,    10",
        "limit=-5,       1",
        "limit=201,      200",
        "limit=99999999999999999999, 200",
        "limit=7&limit=9, 7",
        "other=3,        50",
    })
    void aLimitIsReadLenientlyAndClamped(String query, int limit) {
        assertThat(get("/limit?" + query)).isEqualTo(Integer.toString(limit));
    }

    @ParameterizedTest
    @CsvSource({
        "since=1767225600000, 1767225600000",
        "since=0,             0",
        "since=-3,            -3",
        "since=+3,            3",
        "since=12.9,          12",
        "since=abc,           -1",
        "since=9223372036854775808, 9223372036854775807",
    })
    void anIntegerIsItsLeadingDigits(String query, String value) {
        assertThat(get("/since?" + query)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "q=a,            a",
        "x=1&q=a+b%26c,  a b&c",
        "q=a&q=b,        a",
        "q,              ''",
        "q=,             ''",
        "q=a=b,          a=b",
        "%71=coded,      coded",
        "q=100%,         100%",
        "qq=a,           (none)",
        "'&&q=a',        a",
    })
    void theFirstValueOfAQueryParameterCounts(String query, String value) {
        assertThat(get("/query?" + query)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "'',                                    127.0.0.1",
        "X-Forwarded-For: 203.0.113.9,          203.0.113.9",
        "'X-Forwarded-For: 10.0.0.1, 203.0.113.9', 203.0.113.9",
        "X-Forwarded-For: 2001:db8::1,          2001:db8::1",
        "X-Forwarded-For: not an address,       127.0.0.1",
        "'X-Forwarded-For: 203.0.113.9,',       127.0.0.1",
    })
    void theClientIsWhomTheProxySaw(String header, String ip) {
        assertThat(get("/ip", header)).isEqualTo(ip);
    }

    @Test
    void ofTwoForwardedForHeadersTheLastCounts() {
        assertThat(get("/ip", "X-Forwarded-For: 10.0.0.1", "X-Forwarded-For: 203.0.113.9"))
                .isEqualTo("203.0.113.9");
    }

    @ParameterizedTest
    @CsvSource({
        "Host: hub.test,               '',                         http://hub.test",
        "Host: hub.test:4800,          '',                         http://hub.test:4800",
        "Host: [::1]:4800,             '',                         http://[::1]:4800",
        "Host: hub.test,               X-Forwarded-Proto: https,   https://hub.test",
        "Host: hub.test,               'X-Forwarded-Proto: https, http', https://hub.test",
        "Host: hub.test,               X-Forwarded-Proto: gopher,  http://hub.test",
        "Host: hub.test,               X-Forwarded-Host: a.test,   http://a.test",
        "Host: hub.test,               X-Forwarded-Host: <b>,      http://localhost",
    })
    void absoluteUrlsStartWithWhatTheClientUsed(String host, String header, String url) {
        assertThat(get("/url", host, header)).isEqualTo(url);
    }

    @Test
    void aConfiguredDomainAndBasePathAreInEveryUrl() {
        try (TestDoor door = TestDoor.open(
                ROUTER, options -> options.withDomain("hub.example").withBasePath("/connect"))) {
            assertThat(door.send("GET", "/url", "X-Forwarded-Host: a.test").body())
                    .isEqualTo("http://hub.example/connect");
        }
    }

    @Test
    void anAcceptableRequestIdIsKept() {
        assertThat(get("/request-id", "X-Request-Id: abc-1")).isEqualTo("abc-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "X-Request-Id: a b", "X-Request-Id: é"})
    void anotherRequestIdIsReplaced(String header) {
        assertThat(get("/request-id", header)).hasSize(36);
    }

    @Test
    void aRequestIdHasAtMost128Characters() {
        assertThat(get("/request-id", "X-Request-Id: " + "x".repeat(128))).hasSize(128);
        assertThat(get("/request-id", "X-Request-Id: " + "x".repeat(129))).hasSize(36);
    }

    @ParameterizedTest
    @CsvSource({
        "/items/7,                          7",
        "/items/a%2Fb,                      a/b",
        "/items/7?q=1,                      7",
        "/items/7/,                         7",
        "http://hub.test/items/7,           7",
        "http://hub.test/items/7?q=1,       7",
        "/items/7#fragment,                 7",
    })
    void theTargetMayHaveSeveralForms(String target, String id) {
        assertThat(get(target)).isEqualTo(id);
    }

    @Test
    void anUndecodableParameterIs400() {
        try (TestDoor door = TestDoor.open(ROUTER)) {
            Exchange exchange = door.send("GET", "/items/%zz");

            assertThat(exchange.status()).isEqualTo(400);
            assertThat(exchange.code()).isEqualTo("VALIDATION_ERROR");
        }
    }

    @Test
    void theUserAgentIsReported() {
        assertThat(get("/agent", "User-Agent: test/1")).isEqualTo("test/1");
        assertThat(get("/agent")).isEqualTo("(none)");
    }

    private static String get(String target, String... headers) {
        String[] present =
                Arrays.stream(headers).filter(header -> !header.isEmpty()).toArray(String[]::new);
        try (TestDoor door = TestDoor.open(ROUTER)) {
            Exchange exchange = door.send("GET", target, present);
            assertThat(exchange.status()).as(exchange.body()).isEqualTo(200);
            return exchange.body();
        }
    }
}
