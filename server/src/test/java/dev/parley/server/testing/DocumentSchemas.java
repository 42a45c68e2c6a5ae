package dev.parley.server.testing;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.parley.protocol.Json;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas in a document, each compiled when it is first asked for. All share the document: the registry by itself would
 * keep a copy of it for every one of them.
 */
final class DocumentSchemas {

    private final ObjectNode document;
    private final SchemaRegistry registry;
    private final Map<String, Schema> byPointer = new ConcurrentHashMap<>();

    DocumentSchemas(SpecificationVersion version, ObjectNode document) {
        this.document = document;
        registry = SchemaRegistry.withDefaultDialect(version);
    }

    /**
     * What keeps a value from being what a schema says; empty when nothing does.
     *
     * @param pointer where the document has the schema, as the fragment of a URI
     */
    List<Error> problems(String pointer, JsonNode value) {
        return byPointer.computeIfAbsent(pointer, this::compile).validate(value);
    }

    /** The document itself with one reference more, so that those in the schema lead somewhere. */
    private Schema compile(String pointer) {
        ObjectNode schema = Json.mapper().createObjectNode();
        schema.setAll(document);
        return registry.getSchema(schema.put("$ref", "#" + pointer));
    }
}
