package dev.parley.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Json;
import dev.parley.protocol.event.Frames;
import dev.parley.server.client.Answer;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** JSON at the edge of what can be read, sent through both doors: what is accepted, everybody else can read. */
interface HostileJsonContract {

    String IN_THREAD = "'thread_id':'%s',";
    String SEND = "'type':'send_dm',";
    String MESSAGE = "'type':'send_thread_message','content':'c'," + IN_THREAD;
    String CREATE = "'type':'thread_create',";
    String INVITE = "'type':'thread_invite'," + IN_THREAD;
    String ADD = "'type':'artifact_add'," + IN_THREAD;
    String UPDATE = "'type':'artifact_update','artifact_key':'k','content':'c'," + IN_THREAD;

    List<TooLong> TOO_LONG = List.of(
            new TooLong(SEND + "'content':'c','to':@", 129),
            new TooLong(SEND + "'to':'bob','content':@", 65_537),
            new TooLong(SEND + "'to':'bob','content':'c','content_type':@", 129),
            new TooLong(MESSAGE + "'content_type':@", 129),
            new TooLong(MESSAGE + "'metadata':@", 16_385),
            new TooLong(CREATE + "'topic':@", 4097),
            new TooLong(CREATE + "'topic':'t','tags':[@]", 257),
            new TooLong(CREATE + "'topic':'t','participants':[@]", 129),
            new TooLong(CREATE + "'topic':'t','context':@", 262_145),
            new TooLong("'type':'thread_update'," + IN_THREAD + "'topic':@", 4097),
            new TooLong(INVITE + "'bot_id':@", 129),
            new TooLong(INVITE + "'bot_id':'bob','label':@", 257),
            new TooLong("'type':'thread_remove_participant'," + IN_THREAD + "'bot_id':@", 129),
            new TooLong(ADD + "'artifact_key':@", 257),
            new TooLong(ADD + "'artifact_key':'other','title':@", 4097),
            new TooLong(ADD + "'artifact_key':'other','language':@", 257),
            new TooLong(ADD + "'artifact_key':'other','url':@", 65_537),
            new TooLong(ADD + "'artifact_key':'other','mime_type':@", 257),
            new TooLong(UPDATE + "'title':@", 4097));

    /** A frame with a text that is too long by one. */
    record TooLong(String frame, int length) {}

    TestHub hub();

    /** Values that JSON allows and that are somewhere hard to read, keep or write. */
    static List<String> values() {
        return List.of(
                "{\"\\u0000\":\"\\u0000\"}",
                "\"\\ud800\"",
                "{\"k\":\"\\udc00\\ud800\"}",
                "1e400",
                "-1e-400",
                "1".repeat(900),
                "0." + "123456789".repeat(50),
                "{\"a\":1,\"a\":2}",
                Json.write("x".repeat(5000)),
                nested(300));
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    @ParameterizedTest
    @MethodSource("values")
    default void whatIsAcceptedCanBeReadByAll(String value) {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        String thread = "/api/threads/" + alice.openThread("t", bob);
        try (HubSocket receiver = bob.connect()) {
            String part = "[{\"type\":\"json\",\"content\":{\"k\":" + value + "}}]";
            requireOk(alice.http().post("/api/send", "{\"to\":\"bob\",\"parts\":" + part + "}"));
            requireOk(alice.http()
                    .post(thread + "/messages", "{\"parts\":" + part + ",\"metadata\":{\"k\":" + value + "}}"));
            requireOk(alice.http().patch(thread, "{\"context\":" + value + "}"));

            receiver.next("message");
            receiver.next("thread_message");
            receiver.next("thread_updated");
        }
        for (String path : List.of(thread, thread + "/messages", "/api/inbox?since=0", "/api/me/catchup?since=0")) {
            assertThat(requireOk(bob.http().get(path)).json().isEmpty()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("values")
    default void everyFrameIsAnswered(String value) {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        String thread = alice.openThread("t", org.bot("bob"));
        try (HubSocket socket = alice.connect()) {
            for (String fields : List.of(
                    "'type':'send_dm','to':'bob','content':{'x':@}",
                    "'type':'send_dm','to':@,'content':'x'",
                    "'type':'send_dm','to':'bob','content':'x','content_type':@,'parts':@",
                    "'type':'send','channel_id':@,'content':@",
                    "'type':'thread_create','topic':@",
                    "'type':'thread_create','topic':'t','participants':@,'tags':@,'context':@",
                    "'type':'thread_create','topic':'t','channel_id':@",
                    "'type':'thread_update','thread_id':'%s','topic':'u','expected_revision':@",
                    "'type':'thread_update','thread_id':'%s','context':@",
                    "'type':'thread_invite','thread_id':'%s','bot_id':'bob','label':@",
                    "'type':'thread_remove_participant','thread_id':'%s','bot_id':@",
                    "'type':'send_thread_message','thread_id':'%s','content':'x','metadata':@",
                    "'type':'send_thread_message','thread_id':@,'content':'x'",
                    "'type':'artifact_add','thread_id':'%s','artifact_key':@,'content':@",
                    "'type':'artifact_update','thread_id':'%s','artifact_key':'k','content':@,'title':@")) {
                JsonNode answer = answer(socket, fields.replace("%s", thread), value);
                assertThat(answer.path("code").asString("")).as(fields).doesNotStartWith("INTERNAL");
                assertThat(answer.path("type").asString()).as(fields).isIn("ack", "error");
                assertThat(answer.path("ref").asString()).as(fields).isEqualTo("mark");
            }
        }
    }

    /** Sends a frame written with single quotes, in which @ stands for a value, and waits for its answer. */
    private static JsonNode answer(HubSocket socket, String fields, String value) {
        socket.send("{\"ref\":\"mark\"," + fields.replace('\'', '"').replace("@", value) + "}");
        JsonNode frame = socket.next();
        while (!frame.has("ref")) {
            frame = socket.next();
        }
        return frame;
    }

    @Test
    default void everyTextOfAFrameHasItsLimit() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        String thread = alice.openThread("t", org.bot("bob"));
        try (HubSocket socket = alice.connect()) {
            answer(socket, ADD.formatted(thread) + "'artifact_key':@", "\"k\"");
            for (TooLong frame : TOO_LONG) {
                String fields = frame.frame.replace("%s", thread);
                JsonNode atLimit = answer(socket, fields, Json.write("x".repeat(frame.length - 1)));
                JsonNode answer = answer(socket, fields, Json.write("x".repeat(frame.length)));
                assertThat(atLimit.path("message").asString("")).as("%s", frame).doesNotContain("at most", "1 to");
                assertThat(answer.path("code").asString()).as("%s", frame).isEqualTo("VALIDATION_ERROR");
            }
        }
    }

    @Test
    default void whatIsNestedDeeperThanReceiversReadIsRefused() {
        TestOrg org = hub().org();
        TestBot alice = org.bot("alice");
        TestBot bob = org.bot("bob");
        try (HubSocket sender = alice.connect();
                HubSocket receiver = bob.connect()) {
            int around = "{[{{".length();
            String deepest = message(Json.MAX_REQUEST_DEPTH - around);
            String tooDeep = message(Json.MAX_REQUEST_DEPTH - around + 1);
            requireOk(alice.http().post("/api/send", deepest));
            assertThat(receiver.next("message").at("/message/parts/0/type").asString())
                    .isEqualTo("json");
            assertThat(alice.http().post("/api/send", tooDeep).code()).isEqualTo("VALIDATION_ERROR");
            sender.send(tooDeep);
            assertThat(sender.next("error").path("message").asString()).contains("nested deeper than 400 levels");
        }
    }

    private static String message(int depth) {
        return "{\"type\":\"send_dm\",\"to\":\"bob\",\"parts\":[{\"type\":\"json\",\"content\":{\"k\":" + nested(depth)
                + "}}]}";
    }

    @Test
    default void aMarkThatIsTooLongIsNotSentBack() {
        TestOrg org = hub().org();
        org.bot("bob");
        try (HubSocket socket = org.bot("alice").connect()) {
            String start = "{\"type\":\"send_dm\",\"to\":\"bob\",\"content\":\"x\",\"ref\":\"";
            String longest = "x".repeat(Frames.MAX_REF_BYTES - 2);
            socket.send(start + longest + "x\"}");
            JsonNode error = socket.next("error");
            assertThat(error.path("code").asString()).isEqualTo("VALIDATION_ERROR");
            assertThat(error.has("ref")).isFalse();
            socket.send(start + longest + "\"}");
            assertThat(socket.next("ack").path("ref").asString()).isEqualTo(longest);
        }
    }

    private static Answer requireOk(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer;
    }
}
