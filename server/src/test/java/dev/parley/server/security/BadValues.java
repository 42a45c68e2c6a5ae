package dev.parley.server.security;

import dev.parley.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What clients send by mistake or malice, made to measure for a schema. */
final class BadValues {

    private static final int DEPTH = 300;
    private static final int LONG = 20_000;
    private static final List<String> SAME_FOR_ALL = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1.5",
            "1e300",
            "9223372036854775807",
            "123456789012345678901234567890",
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"a\\u0000b\"",
            "\"\\u0001\\u001f\\u007f\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u202e\\ufeff\\uffff\"",
            "[]",
            "[null]",
            "[[]]",
            "{}",
            "{\"\":null}",
            "{\"a\\u0000\":{\"b\":[1,\"\\ud800\"]}}",
            "[".repeat(DEPTH) + "]".repeat(DEPTH));

    private BadValues() {}

    /** As JSON texts, since some are no JSON a library would write. */
    static List<String> of(JsonNode schema) {
        Stream<String> measured = forms(schema).flatMap(BadValues::measured);
        return Stream.concat(SAME_FOR_ALL.stream(), measured).distinct().toList();
    }

    /** The schema and what it offers as a choice. */
    static Stream<JsonNode> forms(JsonNode schema) {
        return Stream.concat(
                Stream.of(schema), schema.path("anyOf").valueStream().flatMap(BadValues::forms));
    }

    private static Stream<String> measured(JsonNode schema) {
        List<String> values = new ArrayList<>();
        if (schema.has("maxLength")) {
            int max = schema.get("maxLength").intValue();
            values.add(Json.write("x".repeat(max + 1)));
            values.add(Json.write("\u00e9".repeat(Math.min(max, LONG))));
        }
        if (schema.has("maximum")) {
            values.add(Long.toString(schema.get("maximum").longValue() + 1));
        }
        if (schema.has("minimum")) {
            values.add(Long.toString(schema.get("minimum").longValue() - 1));
        }
        JsonNode items = schema.path("items");
        if (!items.isMissingNode()) {
            of(items).stream().map(item -> "[" + item + "]").forEach(values::add);
        }
        if (schema.has("maxItems") && schema.get("maxItems").intValue() < 10_000) {
            ArrayNode many = JsonNodeFactory.instance.arrayNode();
            IntStream.rangeClosed(0, schema.get("maxItems").intValue()).forEach(i -> many.add("x" + i));
            values.add(many.toString());
        }
        schema.path("properties").properties().forEach(property -> of(property.getValue())
                .forEach(value -> values.add("{" + Json.write(property.getKey()) + ":" + value + "}")));
        return values.stream();
    }

    /** A body with one field replaced. */
    static String with(ObjectNode body, String field, String value) {
        ObjectNode others = body.deepCopy();
        others.remove(field);
        String rest = others.toString();
        String comma = others.isEmpty() ? "" : ",";
        return "{" + Json.write(field) + ":" + value + comma + rest.substring(1);
    }
}
