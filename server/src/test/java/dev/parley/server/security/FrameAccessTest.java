package dev.parley.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Scope;
import dev.parley.protocol.ThreadId;
import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.DatabaseDump;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.ws.Operation;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who may do what over the WebSocket, for every operation there is: the scopes of tokens, and the answers to those whom a
 * thread, a channel or a bot does not concern, as {@code contract/realtime.md} §5 has them.
 */
class FrameAccessTest {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    private final Victim victim = Victim.on(HUB);
    private final FrameSamples samples = new FrameSamples(victim);

    @ParameterizedTest
    @EnumSource(Scope.class)
    void anOperationIsDoneWithItsScopeOrTheFullOneAlone(Scope scope) {
        HubClient client = HUB.client().withToken(HUB.scopedToken(victim.member(), scope));
        try (HubSocket socket = client.connect()) {
            assertThat(operations()).isNotEmpty().allSatisfy(operation -> {
                boolean allowed = scope == Scope.FULL || operation.scope().orElseThrow() == scope;
                assertThat(code(socket, bare(operation)).equals("INSUFFICIENT_SCOPE"))
                        .as("%s with %s", operation.type(), scope)
                        .isEqualTo(!allowed);
            });
        }
    }

    /** Nothing but type and mark: the scope is looked at before everything else. */
    private ObjectNode bare(Operation operation) {
        return samples.of(operation).retain("type", "ref");
    }

    @Test
    void aThreadOfAnotherOrganisationDoesNotExist() {
        TestBot stranger = HUB.org().bot("stranger");
        unchanged(() -> assertThreadOperations(stranger, victim.thread(), "NOT_FOUND"));
    }

    @Test
    void anUnknownThreadDoesNotExist() {
        unchanged(() -> {
            assertThreadOperations(victim.admin(), ThreadId.next().toString(), "NOT_FOUND");
            assertThreadOperations(victim.admin(), "x", "NOT_FOUND");
        });
    }

    @Test
    void aPrivateThreadDoesNotExistForOthersOfItsOrganisation() {
        String thread = thread(Fields.of("topic", "t", "visibility", "private"));
        TestBot other = victim.org().bot("other");
        unchanged(() -> assertThreadOperations(other, thread, "NOT_FOUND"));
        close(thread);
        unchanged(() -> assertThreadOperations(other, thread, "NOT_FOUND"));
    }

    @Test
    void aThreadOfMembersDoesNotExistForOthersWhoDoNotJoin() {
        String thread = thread(Fields.of("topic", "t", "visibility", "members"));
        TestBot other = victim.org().bot("other");
        unchanged(() -> assertThat(threadOperations().filter(operation -> !isJoin(operation)))
                .allSatisfy(operation -> assertThat(code(other, frame(operation, thread)))
                        .as(operation.type())
                        .isEqualTo("NOT_FOUND")));
    }

    @Test
    void aPublicThreadWantsToBeJoinedFirst() {
        TestBot other = victim.org().bot("other");
        unchanged(() -> assertOutside(other, victim.thread(), "JOIN_REQUIRED"));
    }

    @Test
    void whoWasRemovedIsOutside() {
        String secret = thread(Fields.of(
                "topic",
                "t",
                "visibility",
                "private",
                "participants",
                List.of(victim.member().name())));
        for (String thread : List.of(victim.thread(), secret)) {
            String path = "/api/threads/" + thread + "/participants/"
                    + victim.member().id();
            require(victim.admin().http().delete(path));
        }
        unchanged(() -> {
            assertOutside(victim.member(), victim.thread(), "JOIN_REQUIRED");
            assertThreadOperations(victim.member(), secret, "NOT_FOUND");
        });
    }

    @Test
    void aClosedThreadTakesNothing() {
        close(victim.thread());
        TestBot other = victim.org().bot("other");
        unchanged(() -> {
            assertThreadOperations(victim.admin(), victim.thread(), "THREAD_CLOSED");
            assertThat(threadOperations())
                    .allSatisfy(operation -> assertThat(code(other, frame(operation, victim.thread())))
                            .as(operation.type())
                            .isEqualTo(operation.type().equals("thread_update") ? "JOIN_REQUIRED" : "THREAD_CLOSED"));
        });
    }

    @Test
    void aChannelIsForItsMembersAlone() {
        TestBot stranger = HUB.org().bot("stranger");
        TestBot other = victim.org().bot("other");
        unchanged(() -> {
            assertThat(code(stranger, of("send"))).isEqualTo("FORBIDDEN");
            assertThat(code(other, of("send"))).isEqualTo("FORBIDDEN");
            assertThat(code(
                            victim.admin(),
                            of("send").put("channel_id", ThreadId.next().toString())))
                    .isEqualTo("FORBIDDEN");
            assertThat(code(victim.admin(), of("send").put("channel_id", "x"))).isEqualTo("FORBIDDEN");
            assertThat(code(victim.admin(), of("send").without("channel_id"))).isEqualTo("FORBIDDEN");
        });
    }

    @Test
    void aBotOfAnotherOrganisationDoesNotExist() {
        TestBot stranger = HUB.org().bot("stranger");
        unchanged(() -> {
            for (String bot :
                    List.of(stranger.id(), stranger.name(), ThreadId.next().toString())) {
                assertThat(code(victim.admin(), of("send_dm").put("to", bot))).isEqualTo("NOT_FOUND");
                for (String operation : List.of("thread_invite", "thread_remove_participant")) {
                    assertThat(code(victim.admin(), of(operation).put("bot_id", bot)))
                            .as(operation)
                            .isEqualTo("NOT_FOUND");
                }
                ObjectNode create = of("thread_create");
                create.putArray("participants").add(bot);
                assertThat(code(victim.admin(), create)).isEqualTo("VALIDATION_ERROR");
            }
        });
    }

    @Test
    void aThreadGrowsOutOfNoChannelOfAnotherOrganisation() {
        ObjectNode create =
                of("thread_create").put("channel_id", victim.channel()).without("participants");
        TestBot stranger = HUB.org().bot("stranger");
        unchanged(() -> assertThat(code(stranger, create)).isEqualTo("VALIDATION_ERROR"));
    }

    @Test
    void aBotThatIsNotInCannotBeRemoved() {
        TestBot other = victim.org().bot("other");
        unchanged(() -> assertThat(
                        code(victim.admin(), of("thread_remove_participant").put("bot_id", other.id())))
                .isEqualTo("NOT_FOUND"));
    }

    /** As every operation says whose id it takes, the list of those about threads cannot be too short. */
    private static Stream<Operation> threadOperations() {
        return operations().stream()
                .filter(operation ->
                        operation.fields().toJson().path("properties").has("thread_id"));
    }

    private static List<Operation> operations() {
        return HUB.hub().operations().all().stream()
                .filter(operation -> operation.scope().isPresent())
                .toList();
    }

    private static boolean isJoin(Operation operation) {
        return operation.type().equals("thread_join");
    }

    /** Those that let only participants in; a stranger may ask to join. */
    private void assertOutside(TestBot bot, String thread, String code) {
        assertThat(threadOperations().filter(operation -> !isJoin(operation)))
                .hasSize(7)
                .allSatisfy(operation -> assertThat(code(bot, frame(operation, thread)))
                        .as(operation.type())
                        .isEqualTo(code));
    }

    private void assertThreadOperations(TestBot bot, String thread, String code) {
        assertThat(threadOperations()).hasSize(8).allSatisfy(operation -> assertThat(
                        code(bot, frame(operation, thread)))
                .as(operation.type())
                .isEqualTo(code));
    }

    private ObjectNode frame(Operation operation, String thread) {
        return samples.of(operation).put("thread_id", thread);
    }

    private ObjectNode of(String type) {
        return operations().stream()
                .filter(operation -> operation.type().equals(type))
                .map(samples::of)
                .findFirst()
                .orElseThrow();
    }

    private static String code(TestBot bot, ObjectNode frame) {
        try (HubSocket socket = bot.connect()) {
            return code(socket, frame);
        }
    }

    /** The code of the error that answers a frame; that of an ack is empty. */
    private static String code(HubSocket socket, ObjectNode frame) {
        socket.send(frame);
        JsonNode answer = socket.next();
        while (!answer.has("ref")) {
            answer = socket.next();
        }
        return answer.path("code").asString("");
    }

    private String thread(Map<String, ?> fields) {
        return require(victim.admin().http().post("/api/threads", fields))
                .path("id")
                .asString();
    }

    private void close(String thread) {
        require(victim.admin()
                .http()
                .patch("/api/threads/" + thread, Fields.of("status", "closed", "close_reason", "manual")));
    }

    private static JsonNode require(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json();
    }

    private static void unchanged(Runnable attempts) {
        Map<String, List<String>> before = HUB.dump();
        attempts.run();
        assertThat(DatabaseDump.difference(before, HUB.dump())).isEmpty();
    }
}
