package dev.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubError;
import dev.parley.server.auth.Access;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class ErrorRepliesTest {

    private static final HubError BUSY =
            HubError.of(ErrorCode.RATE_LIMITED, "Slow down").with("retry_after", 17);
    private static final HubError PENDING =
            HubError.of(ErrorCode.BOT_NOT_ACTIVE, "bot_not_active").with("join_status", "pending");

    private static final Router ROUTER = new Router()
            .hidden("GET", "/busy", Access.open(), call -> Mono.error(BUSY.asException()))
            .hidden("GET", "/pending", Access.open(), call -> {
                throw PENDING.asException();
            })
            .hidden(
                    "GET",
                    "/moved-status",
                    Access.open(),
                    call -> Mono.error(PENDING.withStatus(400).asException()))
            .hidden(
                    "GET",
                    "/overloaded",
                    Access.open(),
                    call -> Mono.error(HubError.of(ErrorCode.OVERLOADED, "Try again")
                            .with("retry_after", 1)
                            .asException()))
            .hidden("GET", "/bug", Access.open(), call -> Mono.error(new IllegalStateException("a bug")))
            .hidden("GET", "/thrown", Access.open(), call -> {
                throw new IllegalStateException("a bug");
            })
            .hidden("GET", "/late", Access.open(), call -> Mono.<Reply>error(() -> new IllegalStateException("a bug"))
                    .subscribeOn(Schedulers.boundedElastic()))
            .hidden("GET", "/silent", Access.open(), call -> Mono.empty())
            .hidden(
                    "GET",
                    "/unwritable",
                    Access.open(),
                    call -> Mono.just(Reply.ok(new Object() {
                        @SuppressWarnings("unused")
                        public String getValue() {
                            throw new IllegalStateException("a bug");
                        }
                    })))
            .hidden("GET", "/items/{id}", Access.bot(), call -> Mono.error(new IllegalStateException("a bug")));

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(ErrorReplies.class);

    @BeforeEach
    void listen() {
        log.start();
        logger.setAdditive(false);
        logger.setLevel(Level.ERROR);
        logger.addAppender(log);
    }

    @AfterEach
    void restore() {
        logger.detachAppender(log);
        logger.setLevel(null);
        logger.setAdditive(true);
    }

    @Test
    void aRefusalIsAnsweredWithItsStatusCodeAndDetails() {
        Exchange exchange = get("/pending");

        assertThat(exchange.status()).isEqualTo(403);
        assertThat(exchange.body())
                .isEqualTo("{\"error\":\"bot_not_active\",\"code\":\"BOT_NOT_ACTIVE\",\"join_status\":\"pending\"}");
        assertThat(get("/moved-status").status()).isEqualTo(400);
        assertThat(log.list).isEmpty();
    }

    @Test
    void whenToTryAgainIsAlsoAHeader() {
        Exchange exchange = get("/busy");

        assertThat(exchange.status()).isEqualTo(429);
        assertThat(exchange.header("Retry-After")).isEqualTo("17");
        assertThat(exchange.body()).contains("\"retry_after\":17");
        assertThat(get("/overloaded").status()).isEqualTo(503);
        assertThat(get("/overloaded").header("Retry-After")).isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bug", "/thrown", "/late", "/silent", "/unwritable"})
    void aBugIsLoggedOnceAndAnsweredWithoutDetails(String path) {
        try (TestDoor door = TestDoor.open(ROUTER);
                WireClient client = door.connect()) {
            Exchange exchange = client.request("GET", path, "X-Request-Id: the-request");

            assertThat(exchange.status()).isEqualTo(500);
            assertThat(exchange.body()).isEqualTo("{\"error\":\"Internal server error\",\"code\":\"INTERNAL_ERROR\"}");
            assertThat(messages()).containsExactly("GET " + path + " failed");
            assertThat(log.list.get(0).getKeyValuePairs())
                    .containsExactly(new KeyValuePair("request_id", "the-request"));
            assertThat(log.list.get(0).getThrowableProxy()).isNotNull();
            assertThat(client.request("GET", "/busy").status()).isEqualTo(429);
        }
    }

    @Test
    void developmentShowsWhatHappened() {
        try (TestDoor door = TestDoor.open(ROUTER, options -> options.withDevMode(true))) {
            Exchange exchange = door.send("GET", "/bug");

            assertThat(exchange.body()).contains("\"error\":\"a bug\"", "\"stack\":\"java.lang.IllegalStateException");
        }
    }

    @Test
    void credentialsDoNotReachTheLog() {
        try (TestDoor door = TestDoor.open(ROUTER)) {
            door.send("GET", "/items/tkt_0123456789abcdef?sig=secret", TestDoor.BOT, "Cookie: hxa_session=dead");
        }

        assertThat(messages()).hasSize(1);
        assertThat(messages().get(0)).startsWith("GET /items/tkt_*** failed").doesNotContain("secret", "0123456789");
    }

    private List<String> messages() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static Exchange get(String path) {
        try (TestDoor door = TestDoor.open(ROUTER)) {
            return door.send("GET", path);
        }
    }
}
