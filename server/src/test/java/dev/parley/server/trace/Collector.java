package dev.parley.server.trace;

import dev.parley.server.testing.Eventually;
import dev.parley.server.webhook.Receiver;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What traces are exported to, on this machine. */
final class Collector implements AutoCloseable {

    private final Receiver receiver = new Receiver();

    /** @param node tells the instances of the service apart */
    record Told(String node, JsonNode span) {

        String name() {
            return span.path("name").asString();
        }

        String id() {
            return span.path("spanId").asString();
        }

        String parent() {
            return span.path("parentSpanId").asString("");
        }

        boolean hasFailed() {
            return span.at("/status/code").asInt(0) == 2;
        }

        Map<String, String> attributes() {
            return values(span.path("attributes"));
        }
    }

    Receiver receiver() {
        return receiver;
    }

    /** The setting. */
    String endpoint() {
        return receiver.url("");
    }

    List<Told> of(String trace) {
        return all().filter(told -> told.span().path("traceId").asString().equals(trace))
                .toList();
    }

    Stream<Told> all() {
        return receiver.all().stream()
                .flatMap(request ->
                        request.json().path("resourceSpans").valueStream().flatMap(Collector::spans));
    }

    private static Stream<Told> spans(JsonNode service) {
        String node = values(service.at("/resource/attributes")).get("service.instance.id");
        return service.path("scopeSpans")
                .valueStream()
                .flatMap(scope -> scope.path("spans").valueStream())
                .map(span -> new Told(node, span));
    }

    private static Map<String, String> values(JsonNode attributes) {
        return attributes
                .valueStream()
                .collect(Collectors.toMap(it -> it.path("key").asString(), it -> it.at("/value/stringValue")
                        .asString(it.at("/value/intValue").asString(""))));
    }

    /** All spans of a trace as soon as there are those with these names, each so often as it is named. */
    List<Told> await(String trace, String... names) {
        List<String> wanted = Stream.of(names).sorted().toList();
        return Eventually.get(
                () -> of(trace),
                told -> told.stream().map(Told::name).sorted().toList().equals(wanted));
    }

    @Override
    public void close() {
        receiver.close();
    }
}
