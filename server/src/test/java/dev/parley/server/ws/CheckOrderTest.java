package dev.parley.server.ws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.parley.protocol.ThreadId;
import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/**
 * The order in which every operation looks at what may be wrong, as the table of {@code contract/realtime.md} §5 has it: of
 * any two faults in one frame the earlier one is answered.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CheckOrderTest {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    private static final String THREAD = "thread_id";

    /** Not fields of a frame: who sends it, and whether it may send no more. */
    private static final String CALLER = "@caller";

    private static final String LIMITED = "@limited";
    private static final Object LEFT_OUT = new Object();
    private static final int ENOUGH = 1_000_000;

    private final Map<String, HubSocket> sockets = new HashMap<>();
    private TestOrg org;
    private TestBot ada;
    private String open;
    private String closed;
    private String alone;
    private String channel;

    /** What is wrong, and how the hub says so: a code, and a part of its sentence. */
    private record Fault(Map<String, Object> fields, String code, String phrase) {

        boolean fits(Fault other) {
            return Collections.disjoint(fields.keySet(), other.fields.keySet());
        }
    }

    /** An operation with a good frame from ada, and its faults in the order in which they are to be seen. */
    private record Case(String type, Map<String, Object> good, List<Fault> faults) {}

    @BeforeAll
    void prepare() {
        org = HUB.org().unlimited();
        ada = org.bot("ada");
        TestBot bob = org.bot("bob");
        TestBot eve = org.bot("eve");
        open = thread("participants", List.of("bob"), "permission_policy", onlyTheInitiator());
        closed = thread("participants", List.of("bob"));
        alone = thread();
        channel = ada.sendTo(bob, "hi");
        require(ada.http()
                .post("/api/threads/" + open + "/artifacts", Fields.of("artifact_key", "there", "content", "x")));
        require(ada.http().patch("/api/threads/" + closed, Fields.of("status", "closed", "close_reason", "manual")));
        for (TestBot bot : List.of(ada, bob, eve)) {
            sockets.put(bot.name(), bot.connect());
            bot.sendTo(bot.equals(ada) ? bob : ada, "one, so that one is the limit");
            bot.openThread("one as well");
        }
    }

    private static Map<String, ?> onlyTheInitiator() {
        List<String> initiator = List.of("initiator");
        return Fields.of(
                "write", initiator, "invite", initiator, "remove", initiator, "resolve", initiator, "close", initiator);
    }

    @AfterAll
    void disconnect() {
        sockets.values().forEach(HubSocket::close);
    }

    @TestFactory
    Stream<DynamicTest> theEarlierOfTwoFaultsIsAnswered() {
        return cases().map(each -> dynamicTest(each.type, () -> check(each)));
    }

    private Stream<Case> cases() {
        return Stream.of(
                send(),
                sendDirect(),
                sendThreadMessage(),
                create(),
                update(),
                invite(),
                join(),
                leave(),
                remove(),
                addArtifact(),
                updateArtifact());
    }

    private Case send() {
        return new Case(
                "send",
                given("channel_id", channel, "content", "x"),
                List.of(
                        fault("FORBIDDEN", "Not a member", "channel_id", "x"),
                        limited(),
                        invalid("parts", "parts", List.of(7)),
                        invalid("content must", "content", true)));
    }

    private Case sendDirect() {
        return new Case(
                "send_dm",
                given("to", "bob", "content", "x"),
                List.of(
                        limited(),
                        invalid("to is required", "to", 7),
                        invalid("content_type", "content_type", "x".repeat(129)),
                        invalid("parts", "parts", 7),
                        invalid("content must", "content", 7),
                        fault("NOT_FOUND", "Bot not found", "to", "nobody"),
                        invalid("yourself", "to", "ada"),
                        invalid("content has", "content", "x".repeat(65_537))));
    }

    private Case sendThreadMessage() {
        return new Case(
                "send_thread_message",
                given(THREAD, open, "content", "x"),
                List.of(
                        limited(),
                        noThreadId(),
                        unknown(),
                        closed(),
                        outside(),
                        fault("WRITE_PERMISSION_DENIED", "write", CALLER, "bob"),
                        invalid("content_type", "content_type", "x".repeat(129)),
                        invalid("parts", "parts", 7),
                        invalid("content must", "content", 7),
                        invalid("metadata", "metadata", "x".repeat(16_385)),
                        invalid("reply_to must", "reply_to", 7),
                        fault("NOT_FOUND", "reply_to", "reply_to", "x")));
    }

    private Case create() {
        return new Case(
                "thread_create",
                given("topic", "t"),
                List.of(
                        limited(),
                        invalid("topic", "topic", ""),
                        invalid("tags", "tags", 7),
                        invalid("participants must", "participants", 7),
                        invalid("Bot not found", "participants", List.of("nobody")),
                        invalid("channel_id", "channel_id", ThreadId.next())));
    }

    private Case update() {
        return new Case(
                "thread_update",
                given(THREAD, open, "topic", "t"),
                List.of(
                        noThreadId(),
                        invalid("expected_revision", "expected_revision", 0),
                        unknown(),
                        outside(),
                        invalid("at least one", "topic", LEFT_OUT, "status", LEFT_OUT, "close_reason", LEFT_OUT),
                        fault("THREAD_CLOSED", "closed", THREAD, closed, "status", LEFT_OUT),
                        invalid("topic", "topic", ""),
                        invalid("status must", "status", "x"),
                        invalid("close_reason", "close_reason", "x"),
                        fault("FORBIDDEN", "resolve", CALLER, "bob", "status", "resolved"),
                        fault("REVISION_CONFLICT", "revision", "expected_revision", 99),
                        invalid("cannot become", "status", "active")));
    }

    private Case invite() {
        return new Case(
                "thread_invite",
                given(THREAD, open, "bot_id", "eve"),
                List.of(
                        noThreadId(),
                        invalid("bot_id", "bot_id", 7),
                        invalid("label", "label", 7),
                        unknown(),
                        closed(),
                        outside(),
                        fault("FORBIDDEN", "invite", CALLER, "bob"),
                        fault("NOT_FOUND", "Bot not found", "bot_id", "nobody"),
                        fault("CONFLICT", "label", "bot_id", "bob", "label", "x")));
    }

    private Case join() {
        return new Case("thread_join", given(THREAD, open), List.of(noThreadId(), unknown(), closed()));
    }

    private Case leave() {
        return new Case(
                "thread_leave",
                given(THREAD, open),
                List.of(noThreadId(), unknown(), closed(), outside(), invalid("last participant", THREAD, alone)));
    }

    private Case remove() {
        return new Case(
                "thread_remove_participant",
                given(THREAD, open, "bot_id", "bob"),
                List.of(
                        noThreadId(),
                        invalid("bot_id", "bot_id", 7),
                        unknown(),
                        closed(),
                        outside(),
                        fault("NOT_FOUND", "Bot not found", "bot_id", "nobody"),
                        fault("NOT_FOUND", "Participant", "bot_id", "eve"),
                        fault("FORBIDDEN", "remove", CALLER, "bob", "bot_id", "ada")));
    }

    private Case addArtifact() {
        return new Case(
                "artifact_add",
                given(THREAD, open, "artifact_key", "new"),
                List.of(
                        noThreadId(),
                        invalid("artifact_key", "artifact_key", "!"),
                        invalid("artifact_type", "artifact_type", "x"),
                        unknown(),
                        closed(),
                        outside(),
                        fault("WRITE_PERMISSION_DENIED", "write", CALLER, "bob"),
                        fault("CONFLICT", "artifact", "artifact_key", "there")));
    }

    private Case updateArtifact() {
        return new Case(
                "artifact_update",
                given(THREAD, open, "artifact_key", "there", "content", "x"),
                List.of(
                        noThreadId(),
                        invalid("artifact_key", "artifact_key", "!"),
                        invalid("content", "content", 7),
                        unknown(),
                        closed(),
                        outside(),
                        fault("WRITE_PERMISSION_DENIED", "write", CALLER, "bob"),
                        fault("NOT_FOUND", "Artifact", "artifact_key", "nothing")));
    }

    private static Fault limited() {
        return fault("RATE_LIMITED", "", LIMITED, true);
    }

    private static Fault noThreadId() {
        return invalid("thread_id is required", THREAD, 7);
    }

    private static Fault unknown() {
        return fault("NOT_FOUND", "Thread not found", THREAD, ThreadId.next());
    }

    private Fault closed() {
        return fault("THREAD_CLOSED", "closed", THREAD, closed);
    }

    private static Fault outside() {
        return fault("JOIN_REQUIRED", "Join", CALLER, "eve");
    }

    private static Fault invalid(String phrase, Object... namesAndValues) {
        return fault("VALIDATION_ERROR", phrase, namesAndValues);
    }

    private static Fault fault(String code, String phrase, Object... namesAndValues) {
        return new Fault(given(namesAndValues), code, phrase);
    }

    private static Map<String, Object> given(Object... namesAndValues) {
        return new HashMap<>(Fields.of(namesAndValues));
    }

    private void check(Case each) {
        List<Fault> faults = each.faults;
        for (int i = 0; i < faults.size(); i++) {
            Fault first = faults.get(i);
            assertSeen(each, first, first);
            faults.subList(i + 1, faults.size()).stream()
                    .filter(first::fits)
                    .forEach(second -> assertSeen(each, first, second));
        }
    }

    private void assertSeen(Case each, Fault first, Fault second) {
        Map<String, Object> frame = new HashMap<>(each.good);
        frame.putAll(second.fields);
        frame.putAll(first.fields);
        JsonNode answer = answer(each.type, frame);
        assertThat(answer.path("code").asString("")).as("%s: %s", frame, answer).isEqualTo(first.code);
        assertThat(answer.path("message").asString("")).as("%s", frame).contains(first.phrase);
    }

    private JsonNode answer(String type, Map<String, Object> frame) {
        HubSocket socket = sockets.get(frame.getOrDefault(CALLER, "ada"));
        boolean limited = frame.containsKey(LIMITED);
        frame.keySet().removeAll(List.of(CALLER, LIMITED));
        frame.values().removeIf(LEFT_OUT::equals);
        frame.put("type", type);
        frame.put("ref", "mark");
        if (!limited) {
            return answer(socket, frame);
        }
        limit(1);
        try {
            return answer(socket, frame);
        } finally {
            limit(ENOUGH);
        }
    }

    private static JsonNode answer(HubSocket socket, Map<String, Object> frame) {
        socket.send(frame);
        JsonNode answer = socket.next();
        while (!answer.has("ref")) {
            answer = socket.next();
        }
        return answer;
    }

    private void limit(int events) {
        require(org.admin()
                .patch(
                        "/api/org/settings",
                        Fields.of("messages_per_minute_per_bot", events, "threads_per_hour_per_bot", events)));
    }

    private String thread(Object... namesAndValues) {
        Map<String, Object> fields = given(namesAndValues);
        fields.put("topic", "t");
        return require(ada.http().post("/api/threads", fields)).path("id").asString();
    }

    private static JsonNode require(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json();
    }
}
