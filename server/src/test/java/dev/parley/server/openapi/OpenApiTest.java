package dev.parley.server.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.DialectId;
import dev.parley.server.client.Answer;
import dev.parley.server.http.Route;
import dev.parley.server.testing.TestHub;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class OpenApiTest {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    private static JsonNode document;

    @BeforeAll
    static void fetch() {
        Answer answer = HUB.client().get("/openapi.json");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).contains("application/json; charset=utf-8");
        document = answer.json();
    }

    @Test
    void isOfVersion31() {
        assertThat(document.path("openapi").asString()).isEqualTo("3.1.0");
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
    void operationsHaveIdsOfTheirOwn() {
        assertThat(operations().map(operation -> operation.path("operationId").asString()))
                .doesNotHaveDuplicates()
                .allMatch(id -> id.matches("[a-z][A-Za-z]+"));
    }

    @Test
    void everySchemaIsOne() {
        SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        assertThat(document.findValues("schema")).isNotEmpty().allSatisfy(schema -> assertThat(
                        registry.getSchema(SchemaLocation.of(DialectId.DRAFT_2020_12))
                                .validate(schema))
                .isEmpty());
    }

    @Test
    void everyRouteOfTheApiIsDescribedButSecondNames() {
        assertThat(HUB.hub().router().routes().stream()
                        .filter(route -> route.operation().isEmpty())
                        .map(Route::toString)
                        .filter(route -> route.contains(" /api/")))
                .containsExactly("POST /api/register");
    }

    @Test
    void whatCanBeRepeatedTakesAKeyAndRefusesThatOfAnotherRequest() {
        JsonNode send = document.at("/paths/~1api~1send/post");
        assertThat(send.path("parameters").valueStream())
                .filteredOn(parameter -> parameter.path("in").asString().equals("header"))
                .singleElement()
                .satisfies(header -> assertThat(header.path("name").asString()).isEqualTo("Idempotency-Key"));
        assertThat(send.at("/responses/422").toString()).contains("IDEMPOTENCY_KEY_REUSED");
        assertThat(document.at("/paths/~1api~1orgs/post").toString()).doesNotContain("dempotency");
    }

    /** Two records of one name would be told apart by a number. */
    @Test
    void everyAnswerHasANameOfItsOwn() {
        assertThat(document.path("components").path("schemas").propertyNames())
                .isNotEmpty()
                .allMatch(name -> name.matches("[A-Za-z_]+"));
    }

    /** Every text and every list a client sends has a limit. */
    @Test
    void whatARequestMayHoldIsBounded() {
        List<JsonNode> bodies = document.findValues("requestBody").stream()
                .flatMap(body -> body.path("content").path("application/json").valueStream())
                .toList();
        assertThat(bodies).isNotEmpty();
        assertThat(bodies.stream().flatMap(OpenApiTest::texts)).allMatch(text -> text.has("maxLength"));
        assertThat(bodies.stream().flatMap(body -> body.findParents("items").stream()))
                .allMatch(list -> list.has("maxItems"));
    }

    /** Those whose values are not listed; a field may be called type as well. */
    private static Stream<JsonNode> texts(JsonNode schema) {
        return schema.findParents("type").stream()
                .filter(part -> !part.path("type").isObject())
                .filter(part -> part.path("type").toString().contains("string"))
                .filter(part -> !part.has("enum") && !part.has("format"));
    }

    private static Stream<JsonNode> operations() {
        return document.path("paths").valueStream().flatMap(JsonNode::valueStream);
    }
}
