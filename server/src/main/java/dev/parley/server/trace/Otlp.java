package dev.parley.server.trace;

import dev.parley.protocol.Json;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Spans as OpenTelemetry's protocol has them in JSON (OTLP 1.x, {@code ExportTraceServiceRequest}). */
final class Otlp {

    private static final int ERROR = 2;

    private final ObjectNode resource = Json.mapper().createObjectNode();
    private final ObjectNode scope = Json.mapper().createObjectNode();

    /**
     * @param service the name under which the spans of all nodes are found
     * @param version of this program
     */
    Otlp(String service, String version) {
        attributes(
                resource.putArray("attributes"),
                Map.of(
                        "service.name", service,
                        "service.version", version,
                        "service.instance.id", UUID.randomUUID().toString()));
        scope.put("name", "dev.parley").put("version", version);
    }

    byte[] request(List<RecordedSpan> spans) {
        ObjectNode root = Json.mapper().createObjectNode();
        ObjectNode ours = root.putArray("resourceSpans").addObject();
        ours.set("resource", resource);
        ObjectNode scoped = ours.putArray("scopeSpans").addObject();
        scoped.set("scope", scope);
        ArrayNode all = scoped.putArray("spans");
        spans.forEach(span -> write(all.addObject(), span));
        return Json.writeBytes(root);
    }

    /** 64-bit numbers are strings, ids hexadecimal. */
    private static void write(ObjectNode json, RecordedSpan span) {
        json.put("traceId", span.self().traceId()).put("spanId", span.self().spanId());
        if (span.parent() != null) {
            json.put("parentSpanId", span.parent());
        }
        if (!span.state().isEmpty()) {
            json.put("traceState", span.state());
        }
        json.put("name", span.name())
                .put("kind", span.kind().number())
                .put("startTimeUnixNano", Long.toString(span.beganAtNanos()))
                .put("endTimeUnixNano", Long.toString(span.endedAtNanos()));
        attributes(json.putArray("attributes"), span.attributes());
        if (span.hasFailed()) {
            json.putObject("status").put("code", ERROR);
        }
    }

    private static void attributes(ArrayNode json, Map<String, ?> attributes) {
        attributes.forEach((name, value) -> {
            ObjectNode typed = json.addObject().put("key", name).putObject("value");
            if (value instanceof Long number) {
                typed.put("intValue", number.toString());
            } else {
                typed.put("stringValue", value.toString());
            }
        });
    }
}
