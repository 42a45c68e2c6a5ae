package dev.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.auth.Access;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;

class ConnectionGuardTest {

    private static final ConnectionLimits LIMITS =
            new ConnectionLimits(Duration.ofMillis(200), Duration.ofMillis(200), Duration.ofMillis(200), 1_000_000);
    private static final String BODY_HEAD = "POST /x HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

    private final TestDoor door = TestDoor.open(
            new Router()
                    .hidden("GET", "/x", Access.open(), call -> Mono.just(Reply.done()))
                    .hidden("POST", "/x", Access.open(), call -> Mono.just(Reply.done()))
                    .hidden("GET", "/slow", Access.open(), call -> Mono.delay(Duration.ofMillis(700))
                            .thenReturn(Reply.done()))
                    .hidden("POST", "/upload", Access.open(), call -> call.content()
                            .concatMap(chunk -> Mono.just(1), 0)
                            .then(Mono.just(Reply.done())))
                    .hidden("POST", "/busy", Access.open(), call -> call.content()
                            .concatMap(chunk -> Mono.delay(Duration.ofMillis(700)), 0)
                            .then(Mono.just(Reply.done())))
                    .hidden("POST", "/refusal", Access.open(), call -> call.content()
                            .next()
                            .map(chunk -> Reply.empty(413))),
            options -> options.withLimits(LIMITS));

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void aConnectionThatSaysNothingIsClosed() {
        try (WireClient client = door.connect()) {
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void anIdleConnectionIsClosedAfterItsRequest() {
        try (WireClient client = door.connect()) {
            assertThat(client.request("GET", "/x").status()).isEqualTo(200);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aHeadThatDoesNotEndIsCutOff() {
        try (WireClient client = door.connect()) {
            client.write("GET /x HTTP/1.1\r\nHost: ");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aTrickleDoesNotProlongAHead() throws Exception {
        try (WireClient client = door.connect()) {
            client.request("GET", "/x");
            client.write("GET /x HTTP/1.1\r\nX: ");
            assertThat(trickleUntilClosed(client)).isTrue();
        }
    }

    @Test
    void aBodyThatDoesNotComeIsCutOff() {
        try (WireClient client = door.connect()) {
            client.write(BODY_HEAD + "Content-Length: 10\r\n\r\n{");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aTrickleDoesNotProlongABody() throws Exception {
        try (WireClient client = door.connect()) {
            client.write(BODY_HEAD + "Content-Length: 100000\r\n\r\n{");
            assertThat(trickleUntilClosed(client)).isTrue();
        }
    }

    @Test
    void aBodyThatNobodyWaitsForDoesNotKeepTheConnection() {
        try (WireClient client = door.connect()) {
            client.write("POST /nowhere HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n{");
            assertThat(client.read().status()).isEqualTo(401);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void anUploadThatStallsIsCutOff() throws Exception {
        try (WireClient client = door.connect()) {
            client.write(upload("/upload", 100_000) + "x");
            assertThat(client.isClosedByServer()).isTrue();
        }
        try (WireClient client = door.connect()) {
            client.write(upload("/upload", 100_000) + "x");
            assertThat(trickleUntilClosed(client)).isTrue();
        }
    }

    @Test
    void anUploadMayWaitForTheHub() {
        try (WireClient client = door.connect()) {
            client.write(upload("/busy", 2) + "xx");
            assertThat(client.read().status()).isEqualTo(200);
        }
    }

    @Test
    void anEarlyAnswerIsTheLastOfItsConnection() {
        try (WireClient client = door.connect()) {
            Exchange answer = client.write(upload("/refusal", 20_000_000) + "x").read();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void anEarlyAnswerReachesWhoSendsEverythingFirst() {
        try (WireClient client = door.connect()) {
            client.write(upload("/refusal", 20_000_000)).write(new byte[20_000_000]);
            assertThat(client.read().status()).isEqualTo(413);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    private static String upload(String path, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n";
    }

    /** The time between two bytes is what is tested: a byte every 20 ms, far below every limit. */
    private static boolean trickleUntilClosed(WireClient client) throws Exception {
        for (int i = 0; i < 500; i++) {
            if (!client.tryWrite("x")) {
                return true;
            }
            client.awaitInput(20);
        }
        return false;
    }

    @Test
    void whileTheHubWorksTheClientMayWait() {
        try (WireClient client = door.connect()) {
            assertThat(client.request("GET", "/slow").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET /{16400} HTTP/1.1,            Host: x,      414",
        "GET /x HTTP/1.1,                  X: {40000},   431",
        "GET /x HTTP/1.1,                  X: {4000000}, 431",
        "GET /x HTTP/1.1,                  Broken Header, 400",
        "GET /x,                           Host: x,      400",
        "GET /x HTTP/1.1,                  Content-Length: abc, 400",
        "GET /x HTTP/1.1,                  'Content-Length: 1\r\nContent-Length: 2', 400",
    })
    void anUnreadableHeadIsExplainedInJson(String line, String header, int status) {
        try (WireClient client = door.connect()) {
            client.write(inflated(line) + "\r\n" + inflated(header) + "\r\n\r\n");
            Exchange exchange = client.read();

            assertThat(exchange.status()).isEqualTo(status);
            assertThat(exchange.code()).isEqualTo("BAD_REQUEST");
            assertThat(exchange.header("Content-Type")).isEqualTo(Reply.JSON);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aBrokenBodyIsExplainedToo() {
        try (WireClient client = door.connect()) {
            client.write(BODY_HEAD + "Transfer-Encoding: chunked\r\n\r\nnonsense\r\n");

            assertThat(client.read().status()).isEqualTo(400);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aBrokenHeadBehindAGoodRequestEndsTheConnection() {
        try (WireClient client = door.connect()) {
            client.write("GET /slow HTTP/1.1\r\nHost: x\r\n\r\nBroken\r\n\r\n");

            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    /** With {@code {n}} replaced by a text of that length. */
    private static String inflated(String text) {
        int open = text.indexOf('{');
        return open < 0
                ? text
                : text.substring(0, open)
                        + "x".repeat(Integer.parseInt(text.substring(open + 1, text.indexOf('}'))))
                        + text.substring(text.indexOf('}') + 1);
    }
}
