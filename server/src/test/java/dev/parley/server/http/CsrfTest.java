package dev.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.auth.Access;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class CsrfTest {

    private static final Handler OK = call -> Mono.just(Reply.done());
    private static final Router ROUTER = new Router()
            .hidden("POST", "/login", Access.open(), OK)
            .hidden("PUT", "/x", Access.open(), OK)
            .hidden("PATCH", "/x", Access.open(), OK)
            .hidden("DELETE", "/x", Access.open(), OK)
            .hidden("GET", "/x", Access.open(), OK);
    private static final String COOKIE = "Cookie: hxa_session=owner";

    /** The request's own host is {@code hub.test:4800}. */
    @ParameterizedTest
    @CsvSource({
        "Origin: https://hub.test,         200",
        "Origin: http://hub.test:9,        200",
        "Origin: https://HUB.test,         200",
        "Origin: https://evil.test,        403",
        "Origin: https://a.hub.test,       403",
        "Origin: https://hub.test.evil.org, 403",
        "Origin: null,                     403",
        "Origin: garbage,                  403",
        "Origin: http://[,                 403",
        "Accept: */*,                      403",
    })
    void aChangeWithASessionMustComeFromTheHubsOwnPages(String header, int status) {
        try (TestDoor door = TestDoor.open(ROUTER)) {
            Exchange exchange = door.send("POST", "/login", COOKIE, header);

            assertThat(exchange.status()).isEqualTo(status);
            assertThat(exchange.code()).isEqualTo(status == 403 ? "CSRF_ERROR" : null);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "hub.example,      Origin: https://hub.example,       200",
        "hub.example,      Origin: https://hub.example:8443,  200",
        "hub.example,      Origin: https://hub.test:4800,     403",
        "hub.example:8443, Origin: https://hub.example:8443,  200",
        "hub.example:8443, Origin: https://hub.example,       403",
    })
    void aConfiguredDomainIsTheOnlyOwnHost(String domain, String origin, int status) {
        try (TestDoor door = TestDoor.open(ROUTER, options -> options.withDomain(domain))) {
            assertThat(door.send("POST", "/login", COOKIE, origin).status()).isEqualTo(status);
        }
    }

    @Test
    void behindAProxyTheForwardedHostCounts() {
        try (TestDoor door = TestDoor.open(ROUTER)) {
            String forwarded = "X-Forwarded-Host: public.test:443";

            assertThat(door.send("POST", "/login", COOKIE, forwarded, "Origin: https://public.test")
                            .status())
                    .isEqualTo(200);
            assertThat(door.send("POST", "/login", COOKIE, forwarded, "Origin: https://hub.test")
                            .status())
                    .isEqualTo(403);
        }
    }

    @Test
    void aHostNameMayHaveAnUnderscore() {
        try (TestDoor door = TestDoor.open(ROUTER)) {
            assertThat(door.send("POST", "/login", COOKIE, "Host: hub_1:4800", "Origin: http://hub_1:4800")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void anIpv6HostIsComparedWithoutItsPort() {
        try (TestDoor door = TestDoor.open(ROUTER)) {
            assertThat(door.send("POST", "/login", COOKIE, "Host: [::1]:4800", "Origin: http://[::1]:9")
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE"})
    void everyChangingMethodIsGuarded(String method) {
        try (TestDoor door = TestDoor.open(ROUTER)) {
            assertThat(door.send(method, "/x", COOKIE).status()).isEqualTo(403);
        }
    }

    @Test
    void whateverIsNoChangeOfABrowserSessionIsLeftAlone() {
        try (TestDoor door = TestDoor.open(ROUTER)) {
            assertThat(door.send("GET", "/x", COOKIE).status()).isEqualTo(200);
            assertThat(door.send("POST", "/login").status()).isEqualTo(200);
            assertThat(door.send("POST", "/login", "Cookie: hxa_session=dead").status())
                    .isEqualTo(200);
            assertThat(door.send("POST", "/login", COOKIE, "Authorization: anything")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void theCheckComesBeforeRouting() {
        try (TestDoor door = TestDoor.open(ROUTER)) {
            assertThat(door.send("POST", "/api/unknown", COOKIE).code()).isEqualTo("CSRF_ERROR");
        }
    }
}
