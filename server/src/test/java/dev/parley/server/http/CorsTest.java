package dev.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.auth.Access;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class CorsTest {

    private static final Router ROUTER = new Router()
            .hidden("GET", "/x", Access.open(), call -> Mono.just(Reply.done()))
            .hidden("POST", "/y", Access.bot(), call -> Mono.just(Reply.done()));
    private static final String APP = "Origin: https://app.test";
    private static final String EVIL = "Origin: https://evil.test";
    private static final String ASKED = "Access-Control-Request-Headers: authorization,content-type";

    @Test
    void withoutConfigurationThereAreNoHeadersAndNoPreflight() {
        try (TestDoor door = TestDoor.open(ROUTER)) {
            assertThat(door.send("GET", "/x", APP).headers().keySet())
                    .noneMatch(name -> name.startsWith("access-control") || name.equals("vary"));
            assertThat(door.send("OPTIONS", "/x", APP).status()).isEqualTo(401);
        }
    }

    @Test
    void aStarLetsEveryPageRead() {
        try (TestDoor door = open("*")) {
            assertThat(door.send("GET", "/x", APP).header("Access-Control-Allow-Origin"))
                    .isEqualTo("*");
            assertThat(door.send("POST", "/y", APP).header("Access-Control-Allow-Origin"))
                    .isEqualTo("*");
            assertThat(door.send("GET", "/x").header("Access-Control-Allow-Origin"))
                    .isEqualTo("*");
        }
    }

    @Test
    void aPreflightIsAnsweredForEveryPathWithoutCredentials() {
        try (TestDoor door = open("*")) {
            Exchange exchange = door.send("OPTIONS", "/anything", APP, "Access-Control-Request-Method: PUT", ASKED);

            assertThat(exchange.status()).isEqualTo(204);
            assertThat(exchange.header("Access-Control-Allow-Origin")).isEqualTo("*");
            assertThat(exchange.header("Access-Control-Allow-Methods")).isEqualTo("GET,HEAD,PUT,PATCH,POST,DELETE");
            assertThat(exchange.header("Access-Control-Allow-Headers")).isEqualTo("authorization,content-type");
            assertThat(exchange.header("Access-Control-Allow-Credentials")).isNull();
        }
    }

    @Test
    void aListEchoesTheOriginsOnIt() {
        try (TestDoor door = open("https://other.test", "https://app.test")) {
            Exchange listed = door.send("GET", "/x", APP);
            Exchange other = door.send("GET", "/x", EVIL);

            assertThat(listed.header("Access-Control-Allow-Origin")).isEqualTo("https://app.test");
            assertThat(listed.header("Vary")).isEqualTo("Origin");
            assertThat(other.header("Access-Control-Allow-Origin")).isNull();
            assertThat(other.header("Vary")).isEqualTo("Origin");
            assertThat(door.send("GET", "/x").header("Vary")).isEqualTo("Origin");
        }
    }

    @Test
    void aPreflightOfAPageThatIsNotListedIsStill204() {
        try (TestDoor door = open("https://app.test")) {
            Exchange exchange = door.send("OPTIONS", "/y", EVIL, ASKED);

            assertThat(exchange.status()).isEqualTo(204);
            assertThat(exchange.header("Access-Control-Allow-Origin")).isNull();
            assertThat(exchange.headerLines("Vary")).contains("Origin");
        }
    }

    private static TestDoor open(String... origins) {
        return TestDoor.open(ROUTER, options -> options.withCorsOrigins(List.of(origins)));
    }
}
