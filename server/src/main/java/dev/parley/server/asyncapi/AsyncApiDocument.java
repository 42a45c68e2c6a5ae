package dev.parley.server.asyncapi;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Json;
import dev.parley.protocol.Scope;
import dev.parley.protocol.event.Event;
import dev.parley.protocol.event.Told;
import dev.parley.server.feed.ResumeFrame;
import dev.parley.server.ws.CloseCodes;
import dev.parley.server.ws.DoorFrames;
import dev.parley.server.ws.Operation;
import java.net.URI;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The WebSocket described as AsyncAPI 3.0, made from what clients may send and from the kinds of events. */
public final class AsyncApiDocument {

    private static final String CHANNEL = "ws";
    private static final String PONG = "pong";

    /** Those of every operation: its token, its values, the bot and its organisation, the server. */
    private static final Set<ErrorCode> OF_EVERY_OPERATION = EnumSet.of(
            ErrorCode.INSUFFICIENT_SCOPE,
            ErrorCode.VALIDATION_ERROR,
            ErrorCode.NOT_FOUND,
            ErrorCode.PAYLOAD_TOO_LARGE,
            ErrorCode.IDEMPOTENCY_KEY_REUSED,
            ErrorCode.INTERNAL_ERROR,
            ErrorCode.OVERLOADED,
            ErrorCode.STORAGE_UNAVAILABLE);

    private final FrameSchemas schemas = new FrameSchemas();
    private final ObjectNode root = Json.mapper().createObjectNode();
    private final ObjectNode messages = Json.mapper().createObjectNode();

    private AsyncApiDocument() {}

    /**
     * Describes what clients may send and all that they may receive.
     *
     * @param version of this program
     * @param base where clients reach the hub, without a trailing slash
     */
    public static ObjectNode of(List<Operation> operations, String version, URI base) {
        AsyncApiDocument document = new AsyncApiDocument();
        document.head(version, base);
        document.root.putObject("channels");
        document.root.putObject("operations");
        operations.forEach(document::add);
        events().forEach(document::add);
        document.addResume();
        document.addErrorWithoutOperation();
        document.channel();
        document.components();
        return document.root;
    }

    /** Every kind of event. */
    static List<Class<? extends Event>> events() {
        return Arrays.stream(Event.class.getPermittedSubclasses())
                .<Class<? extends Event>>map(type -> type.asSubclass(Event.class))
                .toList();
    }

    private void head(String version, URI base) {
        root.put("asyncapi", "3.0.0");
        root.putObject("info")
                .put("title", "Parley")
                .put("version", version)
                .put("description", FrameTexts.OF_THE_API)
                .putObject("license")
                .put("name", "Apache-2.0")
                .put("url", "https://www.apache.org/licenses/LICENSE-2.0");
        root.put("defaultContentType", "application/json");
        ObjectNode server = root.putObject("servers").putObject("hub");
        server.put("host", base.getRawAuthority()).put("protocol", "https".equals(base.getScheme()) ? "wss" : "ws");
        if (!base.getRawPath().isEmpty()) {
            server.put("pathname", base.getRawPath());
        }
        reference(server.putArray("security").addObject(), "components", "securitySchemes", "ticket");
    }

    /** What a client sends, and its answers. */
    private void add(Operation operation) {
        String type = operation.type();
        ObjectNode described = operation("receive", type, operation.summary(), description(operation));
        ObjectNode request = message(type, operation.summary(), FrameSchemas.request(operation));
        correlate(request);
        ObjectNode reply = described.putObject("reply");
        reference(reply.putObject("channel"), "channels", CHANNEL);
        ArrayNode answers = reply.putArray("messages");
        if (operation.equals(DoorFrames.PING)) {
            message(PONG, "The hub still answers", FrameSchemas.pong());
            reference(answers.addObject(), "channels", CHANNEL, "messages", PONG);
            return;
        }
        operation.ack().ifPresent(result -> {
            String name = type + ".ack";
            correlate(message(name, "`" + type + "` was done", schemas.ack(operation, result)));
            reference(answers.addObject(), "channels", CHANNEL, "messages", name);
        });
        String name = type + ".error";
        correlate(message(name, "`" + type + "` was refused", FrameSchemas.error(errors(operation))));
        reference(answers.addObject(), "channels", CHANNEL, "messages", name);
    }

    private static String description(Operation operation) {
        String who = operation
                .scope()
                .map(scope -> "Needs a token with the scope `%s` or `%s`, or a session of the bot's owner."
                        .formatted(scope.wireName(), Scope.FULL.wireName()))
                .orElse("");
        return (operation.description() + "\n\n" + who).strip();
    }

    private static Set<ErrorCode> errors(Operation operation) {
        EnumSet<ErrorCode> codes = EnumSet.noneOf(ErrorCode.class);
        codes.addAll(operation.errors());
        if (operation.scope().isPresent()) {
            codes.addAll(OF_EVERY_OPERATION);
        }
        return codes;
    }

    private void add(Class<? extends Event> event) {
        Told told = Event.told(event);
        operation("send", told.as(), told.when(), "Received by: " + told.to());
        message(told.as(), told.when(), schemas.event(event));
    }

    private void addResume() {
        String summary = "What becomes of `since`";
        operation("send", ResumeFrame.TYPE, summary, FrameTexts.OF_RESUMING);
        message(ResumeFrame.TYPE, summary, schemas.resume());
    }

    /** A client that sends what is no JSON object has not said which operation it means. */
    private void addErrorWithoutOperation() {
        String summary = "A frame could not be read";
        operation("send", "error", summary, "It was no JSON object, or nested too deep.");
        message("error", summary, FrameSchemas.error(Set.of(ErrorCode.VALIDATION_ERROR)));
    }

    @CanIgnoreReturnValue
    private ObjectNode operation(String action, String name, String summary, String description) {
        ObjectNode operation = root.withObject("operations").putObject(name);
        operation.put("action", action);
        reference(operation.putObject("channel"), "channels", CHANNEL);
        operation.put("summary", summary).put("description", description);
        reference(operation.putArray("messages").addObject(), "channels", CHANNEL, "messages", name);
        return operation;
    }

    @CanIgnoreReturnValue
    private ObjectNode message(String name, String summary, ObjectNode payload) {
        ObjectNode message = messages.putObject(name);
        message.put("name", name).put("summary", summary).set("payload", payload);
        return message;
    }

    private static void correlate(ObjectNode message) {
        reference(message.putObject("correlationId"), "components", "correlationIds", "ref");
    }

    private void channel() {
        ObjectNode channel = root.withObject("channels").putObject(CHANNEL);
        channel.put("address", "/ws").put("description", FrameTexts.OF_THE_CHANNEL);
        ObjectNode names = channel.putObject("messages");
        messages.propertyNames().forEach(name -> reference(names.putObject(name), "components", "messages", name));
        ObjectNode query = channel.putObject("bindings")
                .putObject("ws")
                .put("method", "GET")
                .put("bindingVersion", "0.1.0")
                .putObject("query");
        query.put("type", "object").putArray("required").add("ticket");
        ObjectNode parameters = query.putObject("properties");
        parameter(parameters, "ticket", FrameTexts.OF_TICKETS);
        parameter(parameters, "since", FrameTexts.OF_SINCE);
        parameter(parameters, "epoch", FrameTexts.OF_EPOCHS);
        parameter(parameters, "positions", FrameTexts.OF_POSITIONS);
        ObjectNode codes = channel.putObject("x-close-codes");
        CloseCodes.MEANINGS.forEach((code, meaning) -> codes.put(code.toString(), meaning));
    }

    private static void parameter(ObjectNode parameters, String name, String description) {
        parameters.putObject(name).put("type", "string").put("description", description);
    }

    private void components() {
        ObjectNode components = root.putObject("components");
        components.set("messages", messages);
        components.set("schemas", schemas.components(events()));
        components
                .putObject("correlationIds")
                .putObject("ref")
                .put("location", "$message.payload#/ref")
                .put("description", FrameTexts.OF_REFS);
        components
                .putObject("securitySchemes")
                .putObject("ticket")
                .put("type", "httpApiKey")
                .put("name", "ticket")
                .put("in", "query")
                .put("description", FrameTexts.OF_TICKETS);
    }

    private static void reference(ObjectNode from, String... path) {
        from.put("$ref", "#/" + String.join("/", path));
    }
}
