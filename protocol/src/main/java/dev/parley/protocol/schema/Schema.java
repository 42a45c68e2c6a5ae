package dev.parley.protocol.schema;

import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a value of a request may be, as JSON Schema (2020-12) has it: for the documents that describe the server, and for
 * the tests which hold the server to them. Immutable; every method gives a new one.
 */
public final class Schema {

    /** Of an id's text. */
    public static final int ID_LENGTH = 36;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ObjectNode json;

    private Schema(ObjectNode json) {
        this.json = json;
    }

    private static Schema ofType(String type) {
        return new Schema(NODES.objectNode().put("type", type));
    }

    /** Every value. */
    public static Schema any() {
        return new Schema(NODES.objectNode());
    }

    /** A string of any length: not for what clients send. */
    public static Schema string() {
        return ofType("string");
    }

    /** A string of at most {@code maxLength} characters. */
    public static Schema text(int maxLength) {
        return string().with("maxLength", NODES.numberNode(maxLength));
    }

    /** A string of at least one and at most {@code maxLength} characters. */
    public static Schema name(int maxLength) {
        return text(maxLength).with("minLength", NODES.numberNode(1));
    }

    /** A string of at most {@code maxBytes} bytes as UTF-8. */
    public static Schema bytes(int maxBytes) {
        return text(maxBytes).describe("At most " + maxBytes + " bytes as UTF-8.");
    }

    /** The id of something, as an answer or event named it. */
    public static Schema id() {
        return string().with("format", NODES.stringNode("uuid"));
    }

    /** The name of one of the enum's constants, in lower case. */
    public static Schema oneOf(Class<? extends Enum<?>> type) {
        ArrayNode names = NODES.arrayNode();
        for (Enum<?> constant : type.getEnumConstants()) {
            names.add(constant.name().toLowerCase(Locale.ROOT));
        }
        return new Schema(NODES.objectNode().put("type", "string").set("enum", names));
    }

    /** One of these strings. */
    public static Schema oneOf(String... values) {
        ArrayNode names = NODES.arrayNode();
        for (String value : values) {
            names.add(value);
        }
        return new Schema(NODES.objectNode().put("type", "string").set("enum", names));
    }

    /** A whole number of at least {@code min}. */
    public static Schema integer(long min) {
        return ofType("integer").with("minimum", NODES.numberNode(min));
    }

    /** A whole number from {@code min} to {@code max}. */
    public static Schema integer(long min, long max) {
        return integer(min).with("maximum", NODES.numberNode(max));
    }

    /** A number from {@code min} to {@code max}, whole or not. */
    public static Schema number(long min, long max) {
        return ofType("number").with("minimum", NODES.numberNode(min)).with("maximum", NODES.numberNode(max));
    }

    /** True or false. */
    public static Schema flag() {
        return ofType("boolean");
    }

    /** An array of at most {@code maxItems} such values. */
    public static Schema list(Schema items, int maxItems) {
        return ofType("array").with("items", items.json).with("maxItems", NODES.numberNode(maxItems));
    }

    /** An array of {@code minItems} to {@code maxItems} such values. */
    public static Schema list(Schema items, int minItems, int maxItems) {
        return list(items, maxItems).with("minItems", NODES.numberNode(minItems));
    }

    /** An object to be given its fields by {@link #required} and {@link #optional}; others are ignored. */
    public static Schema object() {
        return ofType("object");
    }

    /** A value that one of these describes. */
    public static Schema anyOf(Schema... choices) {
        ArrayNode all = NODES.arrayNode();
        for (Schema choice : choices) {
            all.add(choice.json);
        }
        return new Schema(NODES.objectNode().set("anyOf", all));
    }

    /** The same object with a field that must be there. */
    public Schema required(String field, Schema value) {
        ArrayNode names = NODES.arrayNode();
        json.path("required").forEach(names::add);
        return optional(field, value).with("required", names.add(field));
    }

    /** The same object with a field that may be left out. */
    public Schema optional(String field, Schema value) {
        ObjectNode fields = NODES.objectNode();
        json.path("properties").properties().forEach(known -> fields.set(known.getKey(), known.getValue()));
        return with("properties", fields.set(field, value.json));
    }

    /** The same value, or null. */
    public Schema orNull() {
        if (!"string".equals(json.path("type").asString("")) || json.has("enum")) {
            return anyOf(this, ofType("null"));
        }
        return with("type", NODES.arrayNode().add(json.get("type")).add("null"));
    }

    /** The same string, of this form. */
    public Schema pattern(String regularExpression) {
        return with("pattern", NODES.stringNode(regularExpression));
    }

    /** The same value; if it is a string, one of at most {@code maxLength} characters. */
    public Schema maxLength(int maxLength) {
        return with("maxLength", NODES.numberNode(maxLength));
    }

    /** The same object, in which other fields than those named are refused. */
    public Schema closed() {
        return with("additionalProperties", NODES.booleanNode(false));
    }

    /** What the value is when it is left out. */
    public Schema byDefault(long value) {
        return with("default", NODES.numberNode(value));
    }

    /** A sentence on what the value means. */
    public Schema describe(String sentence) {
        return with("description", NODES.stringNode(sentence));
    }

    /** What is inside is shared: nothing here is ever changed. */
    private Schema with(String keyword, JsonNode value) {
        ObjectNode more = NODES.objectNode();
        more.setAll(json);
        return new Schema(more.set(keyword, value));
    }

    /** A copy of the schema as JSON. */
    public ObjectNode toJson() {
        return json.deepCopy();
    }

    @Override
    public String toString() {
        return json.toString();
    }
}
