package dev.parley.server.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.client.HubSocket;
import dev.parley.server.http.Operation;
import dev.parley.server.http.Route;
import dev.parley.server.idempotency.RepeatedCalls.Sample;
import dev.parley.server.testing.DatabaseDump;
import dev.parley.server.testing.TestHub;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Everything that writes messages, threads and artifacts can be repeated with a key, through both doors. */
interface RepeatContract {

    /** Whatever else a route with such a name does, a client will want to repeat it. */
    Pattern WRITES = Pattern.compile("(POST|PATCH|PUT|DELETE) /api/(org/)?(send|threads)(/.*)?");

    String KEYS = "idempotency_keys";

    TestHub hub();

    @Test
    default void everyWriteOfMessagesThreadsAndArtifactsIsRepeatable() {
        List<String> repeatable = routes(RepeatContract::isRepeatable);
        assertThat(routes(route -> WRITES.matcher(route.toString()).matches())).isEqualTo(repeatable);
        assertThat(repeatable).containsExactlyInAnyOrderElementsOf(named(RepeatedCalls.overRest()));
        assertThat(hub().hub().operations().all().stream()
                        .filter(operation -> operation.ack().isPresent())
                        .map(dev.parley.server.ws.Operation::type))
                .containsExactlyInAnyOrderElementsOf(named(RepeatedCalls.overTheWebSocket()));
    }

    private static List<String> named(List<Sample> samples) {
        return samples.stream().map(Sample::what).distinct().toList();
    }

    private List<String> routes(Predicate<Route> which) {
        return hub().hub().router().routes().stream()
                .filter(which)
                .map(Route::toString)
                .toList();
    }

    private static boolean isRepeatable(Route route) {
        return route.operation().map(Operation::repeatable).orElse(false);
    }

    @TestFactory
    default Stream<DynamicTest> aRepeatIsGivenTheFirstAnswerAndDoesNothing() {
        return Stream.of(RepeatedCalls.overRest(), RepeatedCalls.overTheWebSocket())
                .flatMap(List::stream)
                .map(sample -> dynamicTest(sample.toString(), () -> check(sample)));
    }

    private void check(Sample sample) {
        RepeatedCall call = sample.call().apply(RepeatStage.on(hub()));
        Map<String, List<String>> before = hub().dump();
        String first = call.answer("the same");
        Map<String, List<String>> after = hub().dump();
        assertThat(first).startsWith(sample.status() + " ");
        assertThat(after.get(keys(after))).hasSize(before.get(keys(before)).size() + 1);

        assertThat(call.answer("the same")).isEqualTo(first);
        assertThat(call.codeOfAnother("the same")).endsWith(" IDEMPOTENCY_KEY_REUSED");
        assertThat(DatabaseDump.difference(after, hub().dump())).isEmpty();
    }

    private static String keys(Map<String, List<String>> tables) {
        return tables.keySet().stream()
                .filter(KEYS::equalsIgnoreCase)
                .findFirst()
                .orElseThrow();
    }

    @Test
    default void aKeyBelongsToItsCaller() {
        RepeatStage on = RepeatStage.on(hub());
        RepeatStage elsewhere = RepeatStage.on(hub());
        List<String> ids = Stream.of(
                        say(on.ada().http(), on.thread(), "k", "one"),
                        say(on.bob().http(), on.thread(), "k", "two"),
                        say(elsewhere.ada().http(), elsewhere.thread(), "k", "three"),
                        say(on.ada().http(), on.thread(), "K", "four"))
                .map(answer -> answer.json().path("id").asString())
                .toList();
        assertThat(ids).hasSize(4).doesNotContain("").doesNotHaveDuplicates();
        assertThat(say(on.ada().http(), on.thread(), "k", "one")
                        .json()
                        .path("id")
                        .asString())
                .isEqualTo(ids.get(0));
    }

    @Test
    default void anotherDoorAnotherPathAndAnotherConditionAreOtherRequests() {
        RepeatStage on = RepeatStage.on(hub());
        HubClient ada = on.ada().http();
        say(ada, on.thread(), "k", "one");
        assertThat(say(ada, on.club(), "k", "one").code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(RepeatedCall.frame(on.ada(), "send_thread_message", "thread_id", on.thread(), "content", "one")
                        .answer("k"))
                .startsWith("error ");

        HubClient keyed = ada.with(IdempotencyKey.HEADER, "revision");
        Map<String, Object> patch = Fields.of("topic", "new");
        String path = "/api/threads/" + on.thread();
        assertThat(keyed.with("If-Match", "1").patch(path, patch).status()).isEqualTo(200);
        assertThat(keyed.with("If-Match", "1").patch(path, patch).status()).isEqualTo(200);
        assertThat(keyed.with("If-Match", "2").patch(path, patch).status()).isEqualTo(422);
        assertThat(keyed.patch(path, patch).status()).isEqualTo(422);
    }

    @Test
    default void aRepeatIsAnsweredWhateverHasChanged() {
        RepeatStage on = RepeatStage.on(hub());
        Answer first = say(on.bob().http(), on.thread(), "k", "last words");
        on.ada().http().patch("/api/threads/" + on.thread(), Fields.of("status", "resolved"));
        on.ada().http().delete("/api/threads/" + on.thread() + "/participants/bob");

        assertThat(say(on.bob().http(), on.thread(), "k", "last words").body()).isEqualTo(first.body());
        assertThat(say(on.bob().http(), on.thread(), "other", "last words").status())
                .isGreaterThanOrEqualTo(400);
    }

    @Test
    default void whatWasRefusedIsJudgedAnew() {
        RepeatStage on = RepeatStage.on(hub());
        assertThat(say(on.eve().http(), on.thread(), "k", "let me in").code()).isEqualTo("JOIN_REQUIRED");
        on.eve().http().post("/api/threads/" + on.thread() + "/join");
        assertThat(say(on.eve().http(), on.thread(), "k", "let me in").status()).isEqualTo(200);
    }

    @Test
    default void aRepeatCountsTowardsTheRateLimitAndIsAnsweredOnceItAllows() {
        RepeatStage on = RepeatStage.on(hub());
        Answer first = say(on.bob().http(), on.thread(), "k", "hello");
        limit(on, 1);
        assertThat(say(on.bob().http(), on.thread(), "k", "hello").code()).isEqualTo("RATE_LIMITED");
        limit(on, 10);
        assertThat(say(on.bob().http(), on.thread(), "k", "hello").body()).isEqualTo(first.body());
    }

    private static void limit(RepeatStage on, int messages) {
        assertThat(on.org()
                        .admin()
                        .patch("/api/org/settings", Fields.of("messages_per_minute_per_bot", messages))
                        .status())
                .isEqualTo(200);
    }

    @Test
    default void whatIsNoKeyIsRefusedBeforeAnythingIsDone() {
        RepeatStage on = RepeatStage.on(hub());
        Map<String, List<String>> before = hub().dump();
        for (String key : List.of("", "x".repeat(256), "a\tb")) {
            assertThat(say(on.ada().http(), on.thread(), key, "x").code())
                    .as(key)
                    .isEqualTo("VALIDATION_ERROR");
        }
        try (HubSocket socket = on.ada().connect()) {
            for (Object key : List.of("", "x".repeat(256), "\u0007", "é", 7, true, List.of("k"), Fields.of("k", 1))) {
                socket.send(message(on, "idempotency_key", key));
                assertThat(socket.next("error").path("code").asString()).isEqualTo("VALIDATION_ERROR");
            }
            assertThat(DatabaseDump.difference(before, hub().dump())).isEmpty();
            socket.send(message(on, "idempotency_key", null));
            socket.next("ack");
            socket.send(message(on, "idempotency_key", " ~" + "x".repeat(253)));
            socket.next("ack");
        }
    }

    /** A proxy may read the last header where the hub reads the first. */
    @Test
    default void aRequestHasOneKey() {
        RepeatStage on = RepeatStage.on(hub());
        HubClient keyed = on.ada().http().with(IdempotencyKey.HEADER, "k");

        assertThat(say(keyed, on.thread(), "idempotency-key", "other", "x").code())
                .isEqualTo("VALIDATION_ERROR");
        assertThat(contents(on)).doesNotContain("x");
        assertThat(say(keyed, on.thread(), "idempotency-key", "k", "x").status())
                .isEqualTo(200);
        assertThat(say(on.ada().http(), on.thread(), "IDEMPOTENCY-KEY", "k", "x")
                        .status())
                .isEqualTo(200);
        assertThat(contents(on)).containsOnlyOnce("x");
    }

    private static Map<String, Object> message(RepeatStage on, String name, Object value) {
        return Fields.of(
                "type", "send_thread_message", "ref", 1, "thread_id", on.thread(), "content", "x", name, value);
    }

    @Test
    default void fiftyRepeatsAtOnceOverSocketsAndRestSendOneMessageThroughEachDoor() {
        RepeatStage on = RepeatStage.on(hub());
        on.org().unlimited();
        List<HubSocket> sockets =
                IntStream.range(0, 5).mapToObj(i -> on.ada().connect()).toList();
        try {
            Mono<List<String>> rest = Flux.range(0, 25)
                    .flatMap(
                            i -> Mono.fromCallable(() -> say(on.bob().http(), on.thread(), "r", "over REST"))
                                    .subscribeOn(Schedulers.boundedElastic()),
                            25)
                    .map(Answer::body)
                    .collectList();
            Mono<List<String>> frames = Flux.fromIterable(sockets)
                    .flatMap(
                            socket -> Mono.fromCallable(() -> sendFiveTimes(socket, on))
                                    .subscribeOn(Schedulers.boundedElastic()),
                            5)
                    .flatMapIterable(acks -> acks)
                    .collectList();
            var answers = Mono.zip(rest, frames).block();
            assertThat(answers.getT1()).hasSize(25).containsOnly(answers.getT1().get(0));
            assertThat(answers.getT2()).hasSize(25).containsOnly(answers.getT2().get(0));
            assertThat(contents(on)).containsExactlyInAnyOrder("first", "over REST", "over the WebSocket");
        } finally {
            sockets.forEach(HubSocket::close);
        }
    }

    private static List<String> sendFiveTimes(HubSocket socket, RepeatStage on) {
        for (int i = 1; i <= 5; i++) {
            socket.send(Fields.of(
                    "type",
                    "send_thread_message",
                    "ref",
                    i,
                    "thread_id",
                    on.thread(),
                    "content",
                    "over the WebSocket",
                    "idempotency_key",
                    "w"));
        }
        List<String> acks = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            acks.add(socket.next("ack").path("result").toString());
        }
        return acks;
    }

    /** Of the thread's messages. */
    static List<String> contents(RepeatStage on) {
        List<String> contents = new ArrayList<>();
        on.ada()
                .http()
                .get("/api/threads/" + on.thread() + "/messages")
                .json()
                .forEach(message -> contents.add(message.path("content").asString()));
        return contents;
    }

    static Answer say(HubClient bot, String thread, String key, String content) {
        return say(bot, thread, IdempotencyKey.HEADER, key, content);
    }

    private static Answer say(HubClient bot, String thread, String header, String key, String content) {
        return bot.with(header, key).post("/api/threads/" + thread + "/messages", Fields.of("content", content));
    }
}
