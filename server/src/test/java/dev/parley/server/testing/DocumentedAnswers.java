package dev.parley.server.testing;

import com.networknt.schema.Error;
import com.networknt.schema.SpecificationVersion;
import dev.parley.protocol.Json;
import dev.parley.server.client.Answer;
import dev.parley.server.client.HubClient;
import dev.parley.server.http.Operation;
import dev.parley.server.http.Route;
import dev.parley.server.openapi.OpenApiDocument;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds the hubs under test to their OpenAPI document: whatever a test is answered is looked up there, and an answer that
 * the document does not allow fails the test.
 */
public final class DocumentedAnswers {

    private static final Map<Integer, DocumentedAnswers> BY_PORT = new ConcurrentHashMap<>();

    /** Hubs with the same routes, and most are, share the work. */
    private static final Map<List<String>, DocumentedAnswers> BY_ROUTES = new ConcurrentHashMap<>();

    private final List<Route> routes;
    private final ObjectNode document;
    private final DocumentSchemas schemas;

    private DocumentedAnswers(List<Route> routes) {
        this.routes = routes.stream()
                .filter(route -> route.operation().isPresent())
                .sorted(Comparator.comparingInt(route -> route.parameters().size()))
                .toList();
        document = OpenApiDocument.of(routes, "test", "");
        schemas = new DocumentSchemas(SpecificationVersion.DRAFT_2020_12, document);
    }

    /** From now on checks what is answered on that port. */
    public static void expect(int port, List<Route> routes) {
        List<String> key = routes.stream()
                .map(route -> route + " " + route.operation().map(Operation::id))
                .toList();
        BY_PORT.put(port, BY_ROUTES.computeIfAbsent(key, any -> new DocumentedAnswers(routes)));
    }

    /** As the other one, for {@link HubClient}. */
    public static void check(HttpRequest request, Answer answer) {
        URI uri = request.uri();
        check(uri.getPort(), request.method(), uri.getRawPath(), answer.status(), answer.body());
    }

    /** Fails with {@link AssertionError} when the document of the hub on that port does not have such an answer. */
    public static void check(int port, String method, String path, int status, String body) {
        DocumentedAnswers expected = BY_PORT.get(port);
        if (expected != null) {
            expected.check(method, path, status, body);
        }
    }

    private void check(String method, String path, int status, String body) {
        routes.stream()
                .filter(route -> route.method().equals(method)
                        && pattern(route.template()).matcher(path).matches())
                .findFirst()
                .ifPresent(route -> check(route, status, body));
    }

    private static Pattern pattern(String template) {
        return Pattern.compile("\\Q" + template.replaceAll("\\{[^/]*}", "\\\\E[^/]+\\\\Q") + "\\E/?");
    }

    private void check(Route route, int status, String body) {
        String method = route.method().toLowerCase(Locale.ROOT);
        JsonNode response = document.path("paths")
                .path(route.template())
                .path(method)
                .path("responses")
                .path(Integer.toString(status));
        String answer = route + " answered " + status + " " + body;
        if (response.isMissingNode()) {
            throw new AssertionError(answer + "\nwhich its operation does not name");
        }
        Optional<JsonNode> json = Json.parse(body);
        if (json.isEmpty() || !response.path("content").path("application/json").has("schema")) {
            return;
        }
        String pointer = "/paths/%s/%s/responses/%d/content/application~1json/schema"
                .formatted(
                        route.template().replace("/", "~1").replace("{", "%7B").replace("}", "%7D"), method, status);
        List<Error> errors = schemas.problems(pointer, json.get());
        if (!errors.isEmpty()) {
            throw new AssertionError(answer + "\nwhich is not what its operation says: " + errors);
        }
    }
}
