package dev.parley.server.asyncapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.DialectId;
import dev.parley.protocol.event.Event;
import dev.parley.server.client.Answer;
import dev.parley.server.fanout.Connection.Close;
import dev.parley.server.testing.TestHub;
import dev.parley.server.ws.CloseCodes;
import dev.parley.server.ws.Operation;
import io.apicurio.datamodels.Library;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class AsyncApiTest {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2().with("HUB_PUBLIC_URL", "https://hub.example.org:8443/connect");

    private static Answer answer;
    private static JsonNode document;

    @BeforeAll
    static void fetch() {
        answer = HUB.client().get("/asyncapi.json");
        document = answer.json();
    }

    /** As the rules of the specification have it, to somebody else's eyes. */
    @Test
    void isAsTheSpecificationHasIt() {
        assertThat(problems(answer.body())).isEmpty();
        assertThat(problems(answer.body().replace("\"action\":\"send\"", "\"action\":\"say\"")))
                .isNotEmpty();
    }

    private static List<String> problems(String json) {
        return Library.validate(Library.readDocumentFromJSONString(json), null).stream()
                .map(problem -> problem.nodePath + ": " + problem.message)
                .toList();
    }

    @Test
    void isServedAsTheOpenApiDocumentIs() {
        Answer other = HUB.client().get("/openapi.json");
        assertThat(answer.status()).isEqualTo(200);
        for (String header : List.of("Content-Type", "Cache-Control")) {
            assertThat(answer.header(header)).as(header).isEqualTo(other.header(header));
        }
        String tag = answer.header("ETag").orElseThrow();
        assertThat(HUB.client().with("If-None-Match", tag).get("/asyncapi.json").status())
                .isEqualTo(304);
    }

    @Test
    void isOfVersion3AndTellsWhereTheHubIs() {
        assertThat(document.path("asyncapi").asString()).isEqualTo("3.0.0");
        JsonNode server = document.at("/servers/hub");
        assertThat(server.path("host").asString()).isEqualTo("hub.example.org:8443");
        assertThat(server.path("protocol").asString()).isEqualTo("wss");
        assertThat(server.path("pathname").asString()).isEqualTo("/connect");
        assertThat(document.at("/channels/ws/address").asString()).isEqualTo("/ws");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references = document.findValuesAsString("$ref");
        assertThat(references).isNotEmpty().allSatisfy(reference -> assertThat(
                        document.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }

    @Test
    void everyPayloadIsASchema() {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
        assertThat(Stream.concat(
                        document.findValues("payload").stream(),
                        document.at("/components/schemas").valueStream()))
                .isNotEmpty()
                .allSatisfy(schema -> assertThat(registry.getSchema(SchemaLocation.of(DialectId.DRAFT_7))
                                .validate(schema))
                        .isEmpty());
    }

    @Test
    void whatBotsMaySendIsReceivedAndAnswered() {
        assertThat(HUB.hub().operations().all()).hasSize(14).allSatisfy(operation -> {
            JsonNode described = document.path("operations").path(operation.type());
            assertThat(described.path("action").asString()).isEqualTo("receive");
            assertThat(described.path("description").asString()).isNotEmpty();
            assertThat(described.at("/reply/messages").findValuesAsString("$ref"))
                    .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
                    .containsExactlyElementsOf(answers(operation));
        });
    }

    private static List<String> answers(Operation operation) {
        if (operation.type().equals("ping")) {
            return List.of("pong");
        }
        String error = operation.type() + ".error";
        return operation.ack().isPresent() ? List.of(operation.type() + ".ack", error) : List.of(error);
    }

    @Test
    void everyEventIsSent() {
        assertThat(Arrays.stream(Event.class.getPermittedSubclasses())
                        .map(event -> Event.told(event.asSubclass(Event.class))))
                .allSatisfy(told -> {
                    JsonNode described = document.path("operations").path(told.as());
                    assertThat(described.path("action").asString()).isEqualTo("send");
                    assertThat(described.path("description").asString()).contains(told.to());
                });
    }

    @Test
    void aFrameHasItsTypeFirst() {
        JsonNode frame = document.at("/components/schemas/BotOnline");
        assertThat(frame.path("properties").propertyNames()).containsExactly("type", "bot", "position", "traceparent");
        assertThat(frame.at("/properties/type/enum").toString()).isEqualTo("[\"bot_online\"]");
        assertThat(frame.at("/properties/bot/$ref").asString()).isEqualTo("#/components/schemas/BotRef");
        assertThat(frame.path("required").toString())
                .as("positions are for those who ask")
                .isEqualTo("[\"type\",\"bot\"]");
    }

    @Test
    void whatMayBeNullIsSaidToBe() {
        assertThat(document.at("/components/schemas/ParticipantChanged/properties/label/type")
                        .toString())
                .isEqualTo("[\"string\",\"null\"]");
        assertThat(document.at("/components/schemas/BotStatusChanged/properties/reason/type")
                        .toString())
                .isEqualTo("[\"string\",\"null\"]");
    }

    @Test
    void everyCloseCodeIsExplained() throws IllegalAccessException {
        JsonNode explained = document.at("/channels/ws/x-close-codes");
        for (Field constant : CloseCodes.class.getFields()) {
            if (constant.get(null) instanceof Close close) {
                assertThat(explained.path(Integer.toString(close.code())).asString(""))
                        .as(constant.getName())
                        .isNotEmpty();
            }
        }
        assertThat(explained.propertyNames()).contains("1013", "4001", "4003");
    }

    /** Every text and every list a client sends has a limit. */
    @Test
    void whatAFrameMayHoldIsBounded() {
        List<JsonNode> frames = HUB.hub().operations().all().stream()
                .map(operation -> document.at("/components/messages/" + operation.type() + "/payload"))
                .toList();
        assertThat(frames).allMatch(frame -> frame.path("properties").has("ref"));
        assertThat(frames.stream().flatMap(AsyncApiTest::texts)).allMatch(text -> text.has("maxLength"));
        assertThat(frames.stream().flatMap(frame -> frame.findParents("items").stream()))
                .isNotEmpty()
                .allMatch(list -> list.has("maxItems"));
    }

    /** Those whose values are not listed; a field is called type as well. */
    private static Stream<JsonNode> texts(JsonNode schema) {
        return schema.findParents("type").stream()
                .filter(part ->
                        part.path("type").isString() || part.path("type").isArray())
                .filter(part -> part.path("type").toString().contains("string"))
                .filter(part -> !part.has("enum") && !part.has("format"));
    }

    /** Two records of one name would be told apart by a number. */
    @Test
    void everyRecordHasANameOfItsOwn() {
        assertThat(document.at("/components/schemas").propertyNames())
                .contains("MessageSent", "DirectMessageAck", "JoinPendingAck")
                .allMatch(name -> name.matches("[A-Za-z_]+"));
    }
}
