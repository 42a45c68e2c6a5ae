package dev.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.auth.Access;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

class WebSocketUpgradeTest {

    private static final String[] UPGRADE = {
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="
    };

    private final TestDoor door = TestDoor.open(
            new Router().hidden("GET", "/x", Access.open(), call -> Mono.just(Reply.done())),
            options -> options.withBasePath("/connect"));

    @AfterEach
    void close() {
        door.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ws", "/ws?ticket=1", "/connect/ws?ticket=1"})
    void aSocketOpensWithAndWithoutThePrefix(String target) throws Exception {
        CompletableFuture<String> greeting = new CompletableFuture<>();
        WebSocket socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .buildAsync(URI.create("ws://127.0.0.1:" + door.port() + target), new FirstText(greeting))
                .get(10, TimeUnit.SECONDS);

        assertThat(greeting.get(10, TimeUnit.SECONDS)).isEqualTo("hello");
        assertThat(door.observation()).isEqualTo(List.of("/ws", "GET", 101));
        socket.abort();
    }

    private record FirstText(CompletableFuture<String> text) implements WebSocket.Listener {
        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.complete(data.toString());
            return null;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/x", "/ws/x", "/connectx/ws", "/WS", "/api/unknown"})
    void anUpgradeElsewhereIs400(String target) {
        Exchange exchange = door.send("GET", target, UPGRADE);

        assertThat(exchange.status()).isEqualTo(400);
        assertThat(exchange.code()).isEqualTo("BAD_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aHandshakeThatLacksSomethingIsRefused(int missing) {
        List<String> headers = new ArrayList<>(List.of(UPGRADE));
        headers.remove(missing + 1);

        Exchange exchange = door.send("GET", "/ws", headers.toArray(String[]::new));

        assertThat(exchange.status()).isEqualTo(400);
        assertThat(exchange.code()).isEqualTo("BAD_REQUEST");
    }

    @Test
    void compressionIsNotNegotiated() {
        List<String> headers = new ArrayList<>(List.of(UPGRADE));
        headers.add("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits");

        Exchange exchange = door.send("GET", "/ws", headers.toArray(String[]::new));

        assertThat(exchange.status()).isEqualTo(101);
        assertThat(exchange.headers()).doesNotContainKey("sec-websocket-extensions");
    }

    @Test
    void aHandshakeIsAGet() {
        assertThat(door.send("POST", "/ws", UPGRADE).status()).isEqualTo(400);
    }

    @Test
    void withoutAnUpgradeTheSocketsPathIsUnknown() {
        assertThat(door.send("GET", "/ws").status()).isEqualTo(401);
        assertThat(door.send("GET", "/ws", TestDoor.BOT).status()).isEqualTo(404);
    }

    /** Java's own client asks for HTTP/2 in its first request. */
    @Test
    void anOfferOfHttp2IsIgnored() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + "/x"))
                .version(HttpClient.Version.HTTP_2)
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer bot")
                .build();

        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    }
}
