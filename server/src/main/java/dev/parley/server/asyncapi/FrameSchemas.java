package dev.parley.server.asyncapi;

import com.github.victools.jsonschema.generator.SchemaVersion;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Json;
import dev.parley.protocol.event.Event;
import dev.parley.protocol.event.Frames;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.feed.ResumeFrame;
import dev.parley.server.idempotency.IdempotencyKey;
import dev.parley.server.schema.RecordSchemas;
import dev.parley.server.ws.Ack;
import dev.parley.server.ws.Operation;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What frames look like, in the version of JSON Schema that AsyncAPI 3.0 has as its own. */
final class FrameSchemas {

    /** Of a {@code ref} that is a string: as JSON it stands in quotation marks. */
    private static final int MAX_REF_LENGTH = Frames.MAX_REF_BYTES - 2;

    private static final Schema REF = Schema.any()
            .maxLength(MAX_REF_LENGTH)
            .describe(FrameTexts.OF_REFS + " At most " + Frames.MAX_REF_BYTES + " bytes as JSON.");

    private static final String TRACE = "traceparent";

    private static final Schema KEY =
            Schema.name(IdempotencyKey.MAX_LENGTH).pattern("^[ -~]+$").orNull().describe(FrameTexts.OF_KEYS);

    private final RecordSchemas records = new RecordSchemas(SchemaVersion.DRAFT_7);

    /** Every schema that another one refers to, by name. */
    ObjectNode components(Collection<Class<? extends Event>> events) {
        ObjectNode all = records.components();
        events.forEach(event -> all.set(event.getSimpleName(), typed(event, all.path(event.getSimpleName()))));
        return all;
    }

    /** A frame that a client sends. */
    static ObjectNode request(Operation operation) {
        Schema frame =
                Schema.object().required("type", Schema.oneOf(operation.type())).optional("ref", REF);
        ObjectNode json = frame.toJson();
        ObjectNode fields = operation.fields().toJson();
        json.withObject("properties").setAll(fields.withObject("properties"));
        if (operation.scope().isPresent()) {
            json.withObject("properties").set(IdempotencyKey.FIELD, KEY.toJson());
            json.withObject("properties")
                    .set(TRACE, Schema.any().describe(FrameTexts.OF_TRACES).toJson());
        }
        json.withArray("required").addAll(fields.withArray("required").values());
        return json;
    }

    /** What tells that an operation was done. */
    ObjectNode ack(Operation operation, Class<? extends Ack> result) {
        ObjectNode known = Json.mapper().createObjectNode();
        known.putArray("allOf")
                .add(records.of(List.of(result)))
                .addObject()
                .putObject("properties")
                .set("operation", Schema.oneOf(operation.type()).toJson());
        ObjectNode json = frame("ack").required("ref", Schema.any()).toJson();
        json.withObject("properties").set("result", known);
        json.withArray("required").add("result");
        return json;
    }

    /** What tells that a frame was refused. */
    static ObjectNode error(Collection<ErrorCode> codes) {
        String[] names = codes.stream().sorted().map(Enum::name).toArray(String[]::new);
        return frame("error")
                .required(
                        "message", Schema.string().describe("What went wrong and what to do about it, as a sentence."))
                .optional("ref", Schema.any().describe("That of the frame, if it had one."))
                .required("code", Schema.oneOf(names).describe("The same for programs; new ones may be added."))
                .optional("retry_after", Schema.integer(1).describe("When to try again, in seconds."))
                .toJson();
    }

    static ObjectNode pong() {
        return frame("pong").toJson();
    }

    /** A reference to what an event looks like. */
    ObjectNode event(Class<? extends Event> event) {
        return records.of(List.of(event));
    }

    /** What a connection that resumes is told first. */
    ObjectNode resume() {
        return records.of(List.of(ResumeFrame.class));
    }

    private static Schema frame(String type) {
        return Schema.object().required("type", Schema.oneOf(type));
    }

    /** The record's own fields behind its type, which is no component. */
    private static ObjectNode typed(Class<? extends Event> event, JsonNode own) {
        ObjectNode json = frame(Event.told(event).as()).toJson();
        ObjectNode properties = json.withObject("properties");
        JsonNode type = properties.get("type");
        properties.setAll((ObjectNode) own.path("properties"));
        properties.set("type", type);
        properties.set(
                "position", Schema.integer(0).describe(FrameTexts.OF_A_POSITION).toJson());
        properties.set(TRACE, Schema.string().describe(FrameTexts.OF_A_TRACE).toJson());
        own.path("required")
                .valueStream()
                .filter(name -> !name.asString().equals("type"))
                .forEach(json.withArray("required")::add);
        return json;
    }
}
