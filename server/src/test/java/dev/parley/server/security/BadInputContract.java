package dev.parley.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.parley.protocol.Json;
import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.http.Operation;
import dev.parley.server.http.Route;
import dev.parley.server.testing.DatabaseDump;
import dev.parley.server.testing.TestHub;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bad input gets a clear error and changes nothing, whichever field it comes in. The tests are made from what the route
 * table says about requests: what a schema forbids must be refused, and nothing may break the server.
 */
interface BadInputContract {

    SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    /** Query texts, percent-encoded: numbers no integer holds, bytes that are no text, far too much. */
    List<String> PARAMETERS = List.of(
            "",
            "0",
            "-1",
            "1.5",
            "1e400",
            "99999999999999999999",
            "-9223372036854775808",
            "%00",
            "%ff",
            "%ED%A0%80",
            "%F0%9F%98%80",
            "%25%5F",
            "x".repeat(5000));

    /** Who comes from there may be locked out. */
    String ELSEWHERE = "203.0.113.7";

    boolean FORBIDDEN = true;

    TestHub hub();

    @TestFactory
    default Stream<DynamicTest> everyFieldOfEveryBody() {
        return hub().hub().router().routes().stream()
                .filter(route -> isJson(route))
                .map(route -> dynamicTest(route.toString(), () -> check(route)));
    }

    private static boolean isJson(Route route) {
        return route.operation()
                .flatMap(Operation::request)
                .filter(request -> request.mediaType().equals("application/json"))
                .isPresent();
    }

    private void check(Route route) {
        Victim victim = Victim.on(hub());
        victim.org().unlimited();
        JsonNode json = route.operation()
                .flatMap(Operation::request)
                .orElseThrow()
                .schema()
                .toJson();
        Schema schema = SCHEMAS.getSchema(json);
        Sample sample = sampleOf(victim, route);
        HubClient caller = caller(victim, route);
        Map<Boolean, List<String>> bodies =
                bodies(victim, sample, json).collect(Collectors.partitioningBy(body -> isForbidden(schema, body)));
        Map<String, List<String>> before = hub().dump();
        assertThat(bodies.get(FORBIDDEN)).allSatisfy(body -> {
            Answer answer = call(caller, sample, body);
            assertThat(isRefusal(answer)).as("%s", answer).isTrue();
        });
        assertThat(changes(victim, before)).isEmpty();
        assertThat(bodies.get(!FORBIDDEN)).allSatisfy(body -> assertNotBroken(call(caller, sample, body)));
    }

    /** Half a minute after its start the hub lets go of what has expired, and tests before this one left some of that. */
    private List<String> changes(Victim victim, Map<String, List<String>> before) {
        return DatabaseDump.difference(before, hub().dump()).stream()
                .filter(row -> row.startsWith("+") || row.contains(victim.org().id()))
                .toList();
    }

    private static Stream<String> bodies(Victim victim, Sample sample, JsonNode schema) {
        return BadValues.forms(schema)
                .flatMap(form -> form.path("properties").properties().stream())
                .flatMap(field -> BadValues.of(field.getValue()).stream()
                        .map(value -> BadValues.with(body(victim, sample), field.getKey(), value)))
                .distinct();
    }

    /** What is no JSON at all is forbidden everywhere. The validator cannot compare what no long can hold. */
    private static boolean isForbidden(Schema schema, String body) {
        try {
            return Json.parse(body).isEmpty()
                    || !schema.validate(body, InputFormat.JSON).isEmpty();
        } catch (JsonNodeException tooLarge) {
            return false;
        }
    }

    private static Answer call(HubClient caller, Sample sample, String body) {
        return caller.call(sample.method(), sample.path(), body);
    }

    private static boolean isRefusal(Answer answer) {
        return answer.status() >= 400 && answer.status() < 500 && !answer.code().isEmpty();
    }

    private static void assertNotBroken(Answer answer) {
        assertThat(answer.status()).as("%s", answer).isLessThan(500);
        assertThat(answer.status() < 400 || isRefusal(answer)).as("%s", answer).isTrue();
    }

    @TestFactory
    default Stream<DynamicTest> everyParameterOfEveryPath() {
        Victim victim = Victim.on(hub());
        return hub().hub().router().routes().stream()
                .filter(route -> route.operation().isPresent())
                .map(route -> dynamicTest(route.toString(), () -> checkParameters(victim, route)));
    }

    private void checkParameters(Victim victim, Route route) {
        Sample sample = sampleOf(victim, route);
        HubClient caller = caller(victim, route);
        String path = sample.path().replaceFirst("[?].*", "");
        for (Operation.Query query : route.operation().orElseThrow().query()) {
            for (String value : PARAMETERS) {
                assertNotBroken(call(caller, route, path + "?" + query.name() + "=" + value));
            }
        }
        for (String parameter : route.parameters()) {
            for (String value : PARAMETERS) {
                String other = route.template()
                        .replace("{" + parameter + "}", value.isEmpty() ? "%20" : value)
                        .replaceAll("\\{[^/]*}", "x");
                assertThat(isRefusal(call(caller, route, other))
                                || route.method().equals("GET"))
                        .as("%s", other)
                        .isTrue();
            }
        }
    }

    private static Answer call(HubClient caller, Route route, String path) {
        return caller.call(route.method(), path);
    }

    /** Somebody with every right that the route asks for. */
    private HubClient caller(Victim victim, Route route) {
        return switch (route.access().kind()) {
            case OPEN -> hub().client().with("X-Forwarded-For", ELSEWHERE);
            case SESSION -> victim.org().logIn();
            case SUPER_ADMIN -> hub().operator();
            case ORG_ADMIN -> victim.org().admin();
            case AUTHENTICATED, BOT, ORG_OR_BOT -> victim.admin().http();
        };
    }

    private static Sample sampleOf(Victim victim, Route route) {
        return new Samples(victim)
                .all()
                .filter(sample -> sample.isOf(route))
                .findFirst()
                .orElseThrow();
    }

    /** What the field under test is put into: something the route accepts. */
    private static ObjectNode body(Victim victim, Sample sample) {
        return switch (sample.route()) {
            case "POST /api/auth/login" ->
                object(Fields.of("type", "bot", "token", victim.member().token()));
            case "POST /api/auth/register" ->
                object(Fields.of(
                        "org_id",
                        victim.org().id(),
                        "org_secret",
                        victim.org().secret(),
                        "name",
                        "bot-" + UUID.randomUUID()));
            default -> sample.body() == null ? object(Map.of()) : object(sample.body());
        };
    }

    private static ObjectNode object(Object body) {
        return Json.mapper().valueToTree(body);
    }
}
