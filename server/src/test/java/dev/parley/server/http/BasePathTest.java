package dev.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.auth.Access;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

class BasePathTest {

    private static final Router ROUTER = new Router()
            .hidden("GET", "/", Access.open(), call -> Mono.just(Reply.ok("root")))
            .hidden("GET", "/health", Access.open(), call -> Mono.just(Reply.ok("health")))
            .hidden("GET", "/connect/health", Access.open(), call -> Mono.just(Reply.ok("other")));

    @ParameterizedTest
    @CsvSource({
        "/connect,            \"root\"",
        "/connect/,           \"root\"",
        "/connect?x=1,        \"root\"",
        "/connect/health,     \"health\"",
        "/connect/health?x=1, \"health\"",
        "/health,             \"health\"",
        "/connectx/health,    AUTH_REQUIRED",
        "/connect/connect/health, \"other\"",
        "/connect/connect/connect/health, AUTH_REQUIRED",
    })
    void aPathIsServedWithAndWithoutThePrefix(String target, String answer) {
        try (TestDoor door = TestDoor.open(ROUTER, options -> options.withBasePath("/connect"))) {
            Exchange exchange = door.send("GET", target);

            assertThat(exchange.status() == 200 ? exchange.body() : exchange.code())
                    .isEqualTo(answer);
        }
    }
}
