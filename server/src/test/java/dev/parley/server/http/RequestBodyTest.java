package dev.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.auth.Access;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class RequestBodyTest {

    private static final String JSON = "Content-Type: application/json";

    private final TestDoor door = TestDoor.open(new Router()
            .hidden("POST", "/echo", Access.open(), call -> call.body().map(body -> Reply.ok(body.fields())))
            .hidden("DELETE", "/echo", Access.open(), call -> call.body().map(body -> Reply.ok(body.fields())))
            .hidden("GET", "/echo", Access.open(), call -> call.body().map(body -> Reply.ok(body.fields())))
            .hidden("POST", "/size", Access.open(), RequestBodyTest::countBytes)
            .hidden("POST", "/bot", Access.bot(), call -> Mono.just(Reply.done())));

    private static Mono<Reply> countBytes(Call call) {
        return call.content()
                .asByteArray()
                .reduce(0, (sum, chunk) -> sum + chunk.length)
                .map(Reply::ok);
    }

    @AfterEach
    void close() {
        door.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json                  | {\"a\":1} | {\"a\":1}",
                "application/json; charset=utf-8   | {\"a\":1} | {\"a\":1}",
                "Application/JSON ;x=y             | {\"a\":1} | {\"a\":1}",
                "application/json                  | [1,2]     | {}",
                "application/json                  | ''        | {}",
                "text/plain                        | {\"a\":1} | {}",
                "application/jsonp                 | {\"a\":1} | {}",
                "application/x-www-form-urlencoded | a=1       | {}",
            })
    void whatCountsAsABody(String contentType, String sent, String seen) {
        try (WireClient client = door.connect()) {
            Exchange exchange = client.requestWithBody("POST", "/echo", sent, "Content-Type: " + contentType);

            assertThat(exchange.body()).isEqualTo(seen);
            assertThat(client.request("GET", "/echo").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE"})
    void aMissingBodyIsAnEmptyObject(String method) {
        assertThat(door.send(method, "/echo").body()).isEqualTo("{}");
        assertThat(door.send(method, "/echo", JSON).body()).isEqualTo("{}");
    }

    @Test
    void theBodyOfAGetIsNotLookedAt() {
        try (WireClient client = door.connect()) {
            assertThat(client.requestWithBody("GET", "/echo", "{broken", JSON).status())
                    .isEqualTo(200);
            assertThat(client.request("GET", "/echo").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "nonsense", "1", "\"text\"", "null", "{\"a\":1}{", " "})
    void whatIsNoJsonObjectIs400BeforeAnybodyAsksWhoSentIt(String body) {
        Exchange exchange = door.sendJson("POST", "/bot", body);

        assertThat(exchange.status()).isEqualTo(400);
        assertThat(exchange.code()).isEqualTo("VALIDATION_ERROR");
    }

    @Test
    void aChunkedBodyIsPutTogether() {
        try (WireClient client = door.connect()) {
            client.write("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n" + JSON + "\r\n\r\n");
            client.write("5\r\n{\"a\":\r\n").write("2\r\n1}\r\n").write("0\r\n\r\n");

            assertThat(client.read().body()).isEqualTo("{\"a\":1}");
        }
    }

    @Test
    void aBodyOfExactlyTheLimitIsRead() {
        String json = "{\"a\":\"" + "x".repeat(HttpOptions.MAX_BODY_BYTES - 8) + "\"}";

        assertThat(door.sendJson("POST", "/echo", json).status()).isEqualTo(200);
    }

    @Test
    void aLongerBodyIs413EvenWhenAllOfItIsSentFirst() {
        String json = "{\"a\":\"" + "x".repeat(HttpOptions.MAX_BODY_BYTES - 7) + "\"}";

        Exchange exchange = door.sendJson("POST", "/bot", json);

        assertThat(exchange.status()).isEqualTo(413);
        assertThat(exchange.code()).isEqualTo("PAYLOAD_TOO_LARGE");
    }

    @Test
    void aMuchLongerBodyIs413EvenWhenAllOfItIsSentFirst() {
        assertThat(door.sendJson("POST", "/bot", "x".repeat(12 << 20)).status()).isEqualTo(413);
    }

    @Test
    void aDeclaredLengthBeyondTheLimitIsRefusedUnread() {
        Exchange exchange = door.send("POST", "/bot", JSON, "Content-Length: 99999999999");

        assertThat(exchange.status()).isEqualTo(413);
    }

    @Test
    void aChunkedBodyBeyondTheLimitIs413() {
        byte[] chunk = ("10000\r\n" + "x".repeat(0x10000) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try (WireClient client = door.connect()) {
            client.write("POST /bot HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n" + JSON + "\r\n\r\n");
            for (int i = 0; i < 17; i++) {
                client.write(chunk);
            }

            assertThat(client.read().status()).isEqualTo(413);
        }
    }

    @Test
    void aClientThatWaitsForPermissionIsToldToGoOnOrNot() {
        try (WireClient client = door.connect()) {
            client.write("POST /echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 7\r\n" + JSON
                    + "\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(100);
            assertThat(client.write("{\"a\":1}").read().status()).isEqualTo(200);
        }
        try (WireClient client = door.connect()) {
            client.write("POST /echo HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 7000000\r\n" + JSON
                    + "\r\n\r\n");
            assertThat(client.read().status()).isEqualTo(413);
        }
    }

    @Test
    void aCompressedBodyIs415() {
        Exchange exchange = door.sendJson("POST", "/echo", "{}", "Content-Encoding: gzip");

        assertThat(exchange.status()).isEqualTo(415);
        assertThat(exchange.code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void otherContentIsTheHandlersAndHasNoLimitHere() {
        String upload = "x".repeat(3 << 20);
        try (WireClient client = door.connect()) {
            Exchange exchange =
                    client.requestWithBody("POST", "/size", upload, "Content-Type: application/octet-stream");

            assertThat(exchange.body()).isEqualTo("3145728");
        }
    }

    @Test
    void contentThatNobodyReadsDoesNotSpoilTheConnection() {
        try (WireClient client = door.connect()) {
            for (int i = 0; i < 3; i++) {
                Exchange refused = client.requestWithBody("POST", "/bot", "x".repeat(300_000), "Content-Type: text/x");
                assertThat(refused.status()).isEqualTo(401);
            }
        }
    }

    @Test
    void requestsMayFollowEachOtherWithoutWaiting() {
        String post = "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 7\r\n" + JSON + "\r\n\r\n";
        try (WireClient client = door.connect()) {
            client.write(post + "{\"a\":1}" + post + "{\"a\":2}" + post + "{\"a\":3}");

            assertThat(client.read().body()).isEqualTo("{\"a\":1}");
            assertThat(client.read().body()).isEqualTo("{\"a\":2}");
            assertThat(client.read().body()).isEqualTo("{\"a\":3}");
        }
    }

    @Test
    void aClientThatLeavesInTheMiddleOfItsBodyIsObservedAsGone() throws InterruptedException {
        try (WireClient client = door.connect()) {
            client.write("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 70\r\n" + JSON + "\r\n\r\n{\"a\":");
        }

        assertThat(door.observation().get(2)).isEqualTo(RequestObserver.CLIENT_GONE);
    }
}
