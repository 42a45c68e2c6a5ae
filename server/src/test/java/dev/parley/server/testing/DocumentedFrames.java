package dev.parley.server.testing;

import com.networknt.schema.Error;
import com.networknt.schema.SpecificationVersion;
import dev.parley.server.asyncapi.AsyncApiDocument;
import dev.parley.server.ws.Operation;
import dev.parley.server.ws.Operations;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The frames that the AsyncAPI document of a hub under test names. Of what the hub sends nothing may go beyond it, though
 * the document leaves clients room for new fields.
 */
final class DocumentedFrames {

    private static final Map<Integer, DocumentedFrames> BY_PORT = new ConcurrentHashMap<>();

    /** Hubs with the same operations, and most are, share the work. */
    private static final Map<List<String>, DocumentedFrames> BY_OPERATIONS = new ConcurrentHashMap<>();

    private final ObjectNode document;
    private final DocumentSchemas schemas;

    private DocumentedFrames(List<Operation> operations) {
        document = AsyncApiDocument.of(operations, "test", URI.create("http://parley.test"));
        ObjectNode strict = document.deepCopy();
        sent(strict).forEach(DocumentedFrames::close);
        schemas = new DocumentSchemas(SpecificationVersion.DRAFT_7, strict);
    }

    /** From now on checks the frames of that port. */
    static void expect(int port, Operations operations) {
        List<Operation> all = operations.all();
        List<String> key = all.stream()
                .map(operation -> operation.type() + operation.fields())
                .toList();
        BY_PORT.put(port, BY_OPERATIONS.computeIfAbsent(key, any -> new DocumentedFrames(all)));
    }

    /** Empty for a port nothing is expected of. */
    static Optional<DocumentedFrames> of(int port) {
        return Optional.ofNullable(BY_PORT.get(port));
    }

    /** Whether it is answered by an ack or an error. */
    boolean isAnswered(String type) {
        return document.path("components").path("messages").has(type + ".ack");
    }

    /** Whether the hub sends such a frame unasked, or as a pong. */
    boolean isSent(String type) {
        return type.equals("pong")
                || document.path("operations")
                        .path(type)
                        .path("action")
                        .asString("")
                        .equals("send");
    }

    /** The names of all errors. */
    Stream<String> errors() {
        return document.path("components").path("messages").propertyNames().stream()
                .filter(name -> name.equals("error") || name.endsWith(".error"));
    }

    /** What keeps a frame from being a message of that name; empty when nothing does. */
    List<Error> problems(String message, JsonNode frame) {
        return schemas.problems("/components/messages/" + message + "/payload", frame);
    }

    /** What the schemas of the hub's own frames are made of. */
    private static Stream<JsonNode> sent(JsonNode document) {
        JsonNode components = document.path("components");
        return Stream.concat(
                components.path("schemas").valueStream(),
                components.path("messages").properties().stream()
                        .filter(message -> !isRequest(document, message.getKey()))
                        .map(message -> message.getValue().path("payload")));
    }

    private static boolean isRequest(JsonNode document, String message) {
        return document.path("operations")
                .path(message)
                .path("action")
                .asString("")
                .equals("receive");
    }

    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("properties").isObject()
                && object.path("type").asString("").equals("object")) {
            object.put("additionalProperties", false);
        }
        schema.valueStream().forEach(DocumentedFrames::close);
    }
}
