package dev.parley.server.openapi;

import com.github.victools.jsonschema.generator.SchemaVersion;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Json;
import dev.parley.protocol.Scope;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Operation;
import dev.parley.server.http.Route;
import dev.parley.server.idempotency.IdempotencyKey;
import dev.parley.server.schema.RecordSchemas;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The server described as OpenAPI 3.1, made from its route table. */
public final class OpenApiDocument {

    private static final String SCHEMAS = "#/components/schemas/";
    private static final int MAX_SEGMENT_LENGTH = 1024;

    private final RecordSchemas schemas = new RecordSchemas(SchemaVersion.DRAFT_2020_12);
    private final ObjectNode root = object();

    private OpenApiDocument() {}

    /**
     * Describes every route that has an operation.
     *
     * @param version of this program
     * @param basePath what goes before every path, or the empty text
     */
    public static ObjectNode of(List<Route> routes, String version, String basePath) {
        OpenApiDocument document = new OpenApiDocument();
        document.head(version, basePath);
        routes.stream().filter(route -> route.operation().isPresent()).forEach(document::add);
        document.components();
        return document.root;
    }

    private void head(String version, String basePath) {
        root.put("openapi", "3.1.0");
        root.putObject("info")
                .put("title", "Parley")
                .put("version", version)
                .put("description", Descriptions.OF_THE_API)
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("identifier", "Apache-2.0");
        root.putArray("servers").addObject().put("url", basePath.isEmpty() ? "/" : basePath);
        root.putObject("paths");
    }

    private void add(Route route) {
        Operation operation = route.operation().orElseThrow();
        ObjectNode json = root.withObject("paths")
                .withObjectProperty(route.template())
                .putObject(route.method().toLowerCase(Locale.ROOT));
        json.put("operationId", operation.id()).put("summary", operation.summary());
        if (!operation.description().isEmpty()) {
            json.put("description", operation.description());
        }
        json.putArray("tags").add(tag(route.template()));
        json.set("security", security(route.access()));
        addParameters(json, route, operation);
        operation.request().ifPresent(request -> addBody(json, request));
        addResponses(json.putObject("responses"), route, operation);
    }

    /** The first word of the path that says something. */
    private static String tag(String template) {
        String path = template.startsWith("/api/") ? template.substring("/api/".length()) : template.substring(1);
        int slash = path.indexOf('/');
        return slash < 0 ? path : path.substring(0, slash);
    }

    private static ArrayNode security(Access access) {
        ArrayNode anyOf = Json.mapper().createArrayNode();
        boolean byToken = access.needsCaller();
        if (byToken && access.scopes().isEmpty()) {
            anyOf.addObject().putArray("token");
        }
        for (Scope scope : access.scopes()) {
            anyOf.addObject().putArray("token").add(scope.wireName());
        }
        if (access.kind() != Access.Kind.OPEN) {
            anyOf.addObject().putArray("session");
        }
        return anyOf;
    }

    private static void addParameters(ObjectNode json, Route route, Operation operation) {
        ArrayNode parameters = Json.mapper().createArrayNode();
        for (String name : route.parameters()) {
            ObjectNode parameter =
                    parameters.addObject().put("name", name).put("in", "path").put("required", true);
            String meaning = operation.path().getOrDefault(name, Descriptions.ofSegment(name));
            parameter.put("description", meaning);
            parameter.set("schema", Schema.name(MAX_SEGMENT_LENGTH).toJson());
        }
        for (Operation.Query query : operation.query()) {
            ObjectNode parameter =
                    parameters.addObject().put("name", query.name()).put("in", "query");
            parameter.put("description", query.description());
            parameter.set("schema", query.schema().toJson());
        }
        if (operation.repeatable()) {
            ObjectNode header =
                    parameters.addObject().put("name", IdempotencyKey.HEADER).put("in", "header");
            header.put("description", Descriptions.OF_IDEMPOTENCY_KEYS);
            header.set("schema", Schema.name(IdempotencyKey.MAX_LENGTH).toJson());
        }
        if (!parameters.isEmpty()) {
            json.set("parameters", parameters);
        }
    }

    private static void addBody(ObjectNode json, Operation.Request request) {
        ObjectNode schema = request.schema().toJson();
        json.putObject("requestBody")
                .put("required", schema.has("required"))
                .putObject("content")
                .putObject(request.mediaType())
                .set("schema", schema);
    }

    private void addResponses(ObjectNode responses, Route route, Operation operation) {
        Map<Integer, List<Operation.Answer>> answers =
                operation.answers().stream().collect(Collectors.groupingBy(Operation.Answer::status));
        answers.forEach((status, same) -> addAnswer(responses.withObjectProperty(status.toString()), same));
        if (route.method().equals("GET") && !operation.answers().isEmpty()) {
            responses.putObject("304").put("description", "As before: `If-None-Match` has its `ETag`.");
        }
        ImpliedFailures.of(route, operation)
                .forEach((status, codes) -> addFailure(responses.withObjectProperty(status.toString()), status, codes));
    }

    private void addAnswer(ObjectNode response, List<Operation.Answer> same) {
        response.put("description", "Done.");
        for (Operation.Answer answer : same) {
            answer.mediaType().ifPresent(type -> {
                ObjectNode content = response.withObjectProperty("content").withObjectProperty(type);
                if (!answer.type().isEmpty()) {
                    addSchema(content, schemas.of(answer.type()));
                }
            });
        }
    }

    /** An answer has one of the schemas it was given. */
    private static void addSchema(ObjectNode content, ObjectNode schema) {
        JsonNode other = content.get("schema");
        if (other == null) {
            content.set("schema", schema);
        } else {
            content.putObject("schema").putArray("anyOf").add(other).add(schema);
        }
    }

    private static void addFailure(ObjectNode response, int status, Set<ErrorCode> codes) {
        String names = codes.stream().map(Enum::name).collect(Collectors.joining(", "));
        ObjectNode schema = object();
        schema.putArray("allOf").addObject().put("$ref", SCHEMAS + "Error");
        ArrayNode known = schema.putObject("properties").putObject("code").putArray("enum");
        codes.forEach(code -> known.add(code.name()));
        response.put("description", names + ".");
        if (status == 429 || status == 503) {
            ObjectNode header = response.putObject("headers").putObject("Retry-After");
            header.put("description", "Seconds.")
                    .set("schema", Schema.integer(1).toJson());
        }
        addSchema(response.withObjectProperty("content").withObjectProperty("application/json"), schema);
    }

    private void components() {
        ObjectNode components = root.putObject("components");
        ObjectNode all = schemas.components();
        all.set("Error", Descriptions.error());
        components.set("schemas", all);
        ObjectNode schemes = components.putObject("securitySchemes");
        schemes.putObject("token")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", Descriptions.OF_TOKENS);
        schemes.putObject("session")
                .put("type", "apiKey")
                .put("in", "cookie")
                .put("name", "hxa_session")
                .put("description", Descriptions.OF_SESSIONS);
    }

    private static ObjectNode object() {
        return Json.mapper().createObjectNode();
    }
}
