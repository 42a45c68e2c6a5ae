package dev.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.server.auth.Access;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ChannelBindException;

class HttpApiTest {

    private final Sinks.One<Reply> pending = Sinks.one();
    private final CountDownLatch working = new CountDownLatch(1);
    private final CountDownLatch cancelled = new CountDownLatch(1);
    private final Router router = new Router()
            .hidden("GET", "/x/{id}", Access.bot(), call -> Mono.just(Reply.done()))
            .hidden("GET", "/thread", Access.open(), call -> Mono.fromSupplier(() -> Reply.ok(new WhereEncoded()))
                    .subscribeOn(Schedulers.boundedElastic()))
            .hidden(
                    "GET",
                    "/high-water",
                    Access.open(),
                    call -> Mono.just(Reply.ok(call.channel().config().getWriteBufferHighWaterMark())))
            .hidden("GET", "/pending", Access.open(), call -> pending.asMono()
                    .doOnSubscribe(subscription -> working.countDown())
                    .doOnCancel(cancelled::countDown));

    /** Answers with the name of the thread that encodes it. */
    static final class WhereEncoded {
        @SuppressWarnings("unused")
        public String getThread() {
            return Thread.currentThread().getName();
        }
    }

    @Test
    void aReplyFromAnotherThreadIsEncodedOnTheEventLoop() {
        try (TestDoor door = TestDoor.open(router)) {
            assertThat(door.send("GET", "/thread").body()).contains("reactor-http-");
        }
    }

    @Test
    void howMuchAConnectionMayHaveUnsentIsConfigured() {
        try (TestDoor door = TestDoor.open(router, options -> options.withWriteHighWaterBytes(12_345))) {
            assertThat(door.send("GET", "/high-water").body()).isEqualTo("12345");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET,     /x/7,      '',  /x/{id},   GET,     200",
        "HEAD,    /x/7,      '',  /x/{id},   HEAD,    200",
        "GET,     /x/%zz,    '',  /x/{id}, GET,     400",
        "GET,     /nowhere,  '',  unmatched, GET,     404",
        "OPTIONS, /x/7,      '',  unmatched, OPTIONS, 404",
        "FROB,    /x/7,      '',  unmatched, OTHER,   404",
        "GET,     /x/7, If-None-Match: *, /x/{id}, GET, 304",
    })
    void everyRequestIsObservedOnce(String method, String path, String header, String route, String name, int status)
            throws Exception {
        try (TestDoor door = TestDoor.open(router)) {
            String extra = header.isEmpty() ? "Accept: */*" : header;
            door.send(method, path, TestDoor.BOT, extra);

            assertThat(door.observation()).isEqualTo(List.of(route, name, status));
            assertThat(door.observations).isEmpty();
        }
    }

    @Test
    void aClientThatLeavesCancelsTheWorkAndIsObserved() throws Exception {
        try (TestDoor door = TestDoor.open(router)) {
            try (WireClient client = door.connect()) {
                client.write("GET /pending HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();
            }

            assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(door.observation()).isEqualTo(List.of("/pending", "GET", RequestObserver.CLIENT_GONE));
        }
    }

    @Test
    void stoppingWaitsForTheRequestInProgressAndTakesNoOther() throws Exception {
        TestDoor door = TestDoor.open(router);
        try (WireClient client = door.connect();
                WireClient idle = door.connect()) {
            idle.request("GET", "/x/7", TestDoor.BOT);
            client.write("GET /pending HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> door.stop(Duration.ofSeconds(10)));
            assertThat(idle.isClosedByServer()).isTrue();
            assertThatThrownBy(door::connect).isInstanceOf(UncheckedIOException.class);

            assertThat(stopped).isNotDone();
            pending.tryEmitValue(Reply.done());

            assertThat(client.read().status()).isEqualTo(200);
            stopped.get(10, TimeUnit.SECONDS);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void stoppingCutsOffWhatTakesTooLong() throws Exception {
        TestDoor door = TestDoor.open(router);
        try (WireClient client = door.connect()) {
            client.write("GET /pending HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();

            door.stop(Duration.ofMillis(50));

            assertThat(client.isClosedByServer()).isTrue();
            assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aServerThatLeavesAnswersEachConnectionOnceMore() {
        try (TestDoor door = TestDoor.open(router);
                WireClient kept = door.connect()) {
            assertThat(kept.request("GET", "/x/7", TestDoor.BOT).header("Connection"))
                    .isNull();
            door.leave();
            try (WireClient late = door.connect()) {
                assertThat(List.of(kept, late)).allSatisfy(client -> {
                    Exchange answer = client.request("GET", "/x/7", TestDoor.BOT);
                    assertThat(answer.status()).isEqualTo(200);
                    assertThat(answer.header("Connection")).isEqualTo("close");
                    assertThat(client.isClosedByServer()).isTrue();
                });
            }
        }
    }

    @Test
    void whoHasJustConnectedIsAnsweredEvenThen() throws Exception {
        TestDoor door = TestDoor.open(router);
        try (WireClient kept = door.connect();
                WireClient fresh = door.connect();
                WireClient begun = door.connect()) {
            kept.request("GET", "/x/7", TestDoor.BOT);
            begun.request("GET", "/x/7", TestDoor.BOT);
            begun.write("GET /x/7 HTTP/1.1\r\nHost: x\r\n");
            kept.request("GET", "/x/7", TestDoor.BOT);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(() -> door.stop(Duration.ofSeconds(10)));
            assertThat(kept.isClosedByServer()).isTrue();

            assertThat(fresh.request("GET", "/x/7", TestDoor.BOT).status()).isEqualTo(200);
            assertThat(begun.write(TestDoor.BOT + "\r\n\r\n").read().status()).isEqualTo(200);
            stopped.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void stoppingTwiceIsFine() {
        TestDoor door = TestDoor.open(router);
        door.close();
        door.close();
    }

    @Test
    void aPortThatIsTakenStopsTheStart() {
        try (TestDoor door = TestDoor.open(router)) {
            HttpOptions taken = HttpOptions.at("127.0.0.1", door.port());

            assertThatThrownBy(() ->
                            HttpApi.listen(taken, router, door.authenticator, (request, response) -> Mono.empty()))
                    .isInstanceOf(ChannelBindException.class);
        }
    }
}
