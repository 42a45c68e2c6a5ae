package dev.parley.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Json;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.DatabaseDump;
import dev.parley.server.testing.TestHub;
import dev.parley.server.ws.Operation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bad input over the WebSocket gets an error and changes nothing, whichever field it comes in, and the connection lives on.
 * The tests are made from the AsyncAPI document, as those of {@link BadInputContract} are from the route table.
 */
interface FrameBadInputContract {

    SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

    /** These are not the operation's: what another type or a lost mark does is tested elsewhere. */
    Set<String> OF_EVERY_FRAME = Set.of("type", "ref");

    boolean FORBIDDEN = true;

    TestHub hub();

    @TestFactory
    default Stream<DynamicTest> everyFieldOfEveryFrame() {
        JsonNode document = hub().client().get("/asyncapi.json").json();
        return hub().hub().operations().all().stream()
                .filter(operation -> operation.ack().isPresent())
                .map(operation -> dynamicTest(
                        operation.type(),
                        () -> check(operation, document.at("/components/messages/" + operation.type() + "/payload"))));
    }

    private void check(Operation operation, JsonNode json) {
        Victim victim = Victim.on(hub());
        victim.org().unlimited();
        Schema schema = SCHEMAS.getSchema(json);
        ObjectNode sample = new FrameSamples(victim).of(operation);
        Map<Boolean, List<String>> frames =
                frames(sample, json).collect(Collectors.partitioningBy(frame -> isForbidden(schema, frame)));
        try (HubSocket socket = victim.admin().connect()) {
            Map<String, List<String>> before = hub().dump();
            assertThat(frames.get(FORBIDDEN)).isNotEmpty().allSatisfy(frame -> assertThat(
                            isRefusal(answer(socket, frame)))
                    .isTrue());
            assertThat(DatabaseDump.difference(before, hub().dump())).isEmpty();
            assertThat(answer(socket, sample.toString()).path("type").asString())
                    .as("the sample is good")
                    .isEqualTo("ack");
            assertThat(frames.get(!FORBIDDEN)).allSatisfy(frame -> assertNotBroken(answer(socket, frame)));
        }
    }

    private static Stream<String> frames(ObjectNode sample, JsonNode schema) {
        return schema.path("properties").properties().stream()
                .filter(field -> !OF_EVERY_FRAME.contains(field.getKey()))
                .flatMap(field -> BadValues.of(field.getValue()).stream()
                        .map(value -> BadValues.with(sample, field.getKey(), value)))
                .distinct();
    }

    /** What is no JSON at all is forbidden everywhere. The validator cannot compare what no long can hold. */
    private static boolean isForbidden(Schema schema, String frame) {
        try {
            return Json.parseRequest(frame).isEmpty()
                    || !schema.validate(frame, InputFormat.JSON).isEmpty();
        } catch (JsonNodeException tooLarge) {
            return false;
        }
    }

    /** Sends a frame and waits for its ack or error; a frame that cannot be read has lost its mark. */
    private static JsonNode answer(HubSocket socket, String frame) {
        boolean marked = Json.parseRequest(frame).isPresent();
        socket.send(frame);
        JsonNode answer = socket.next();
        while (marked
                ? !answer.path("ref").asString("").equals(FrameSamples.REF)
                : !answer.path("type").asString().equals("error")) {
            answer = socket.next();
        }
        return answer;
    }

    private static boolean isRefusal(JsonNode answer) {
        return answer.path("type").asString().equals("error")
                && ErrorCode.valueOf(answer.path("code").asString()).status() < 500
                && !answer.path("message").asString().isEmpty();
    }

    private static void assertNotBroken(JsonNode answer) {
        assertThat(answer.path("type").asString().equals("ack") || isRefusal(answer))
                .as("%s", answer)
                .isTrue();
    }
}
