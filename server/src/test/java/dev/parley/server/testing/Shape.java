package dev.parley.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Ids;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * What a JSON object must look like: exactly these fields, each of its type, in any order. Built from lines such as
 * {@code "created_at ms"}, {@code "title text|null"} and {@code "next_cursor? text"}, whose field may be absent.
 */
public final class Shape {

    private static final long YEAR_2020 = 1_577_836_800_000L;
    private static final long YEAR_2100 = 4_102_444_800_000L;
    private static final Map<String, Predicate<JsonNode>> TYPES = Map.of(
            "uuid", node -> node.isString() && Ids.parse(node.asString()).isPresent(),
            "text", JsonNode::isString,
            "bool", JsonNode::isBoolean,
            "int", JsonNode::isIntegralNumber,
            "ms", node -> node.isIntegralNumber() && node.asLong() > YEAR_2020 && node.asLong() < YEAR_2100,
            "null", JsonNode::isNull,
            "object", JsonNode::isObject,
            "array", JsonNode::isArray,
            "texts", node -> node.isArray() && node.valueStream().allMatch(JsonNode::isString));

    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, Shape> nested = new LinkedHashMap<>();
    private final Set<String> optional = new TreeSet<>();

    private Shape() {}

    /** Lines of a name, {@code ?} when it may be absent, and its types, with {@code |} between alternatives. */
    public static Shape of(String... fields) {
        return new Shape().and(fields);
    }

    /** The same shape with more fields. */
    public Shape and(String... fields) {
        Shape shape = copy();
        for (String field : fields) {
            String[] nameAndType = field.split(" ");
            String name = nameAndType[0].replace("?", "");
            shape.types.put(name, nameAndType[1]);
            if (nameAndType[0].endsWith("?")) {
                shape.optional.add(name);
            }
        }
        return shape;
    }

    /** The same shape with a field that is an object, or an array of objects, of that shape. */
    public Shape with(String field, Shape inner) {
        Shape shape = copy();
        shape.nested.put(field, inner);
        return shape;
    }

    private Shape copy() {
        Shape shape = new Shape();
        shape.types.putAll(types);
        shape.nested.putAll(nested);
        shape.optional.addAll(optional);
        return shape;
    }

    /** Fails unless {@code value} is an object of this shape; answers it. */
    public JsonNode check(JsonNode value) {
        assertThat(value.isObject()).as("an object: %s", value).isTrue();
        Set<String> missing = new TreeSet<>(types.keySet());
        missing.addAll(nested.keySet());
        missing.removeAll(optional);
        missing.removeAll(value.propertyNames());
        assertThat(missing).as("fields missing in %s", value).isEmpty();
        value.propertyStream().forEach(field -> check(field.getKey(), field.getValue(), value));
        return value;
    }

    /** Fails unless {@code value} is an array of objects of this shape; answers it. */
    public JsonNode checkEach(JsonNode value) {
        assertThat(value.isArray()).as("an array: %s", value).isTrue();
        value.forEach(this::check);
        return value;
    }

    private void check(String name, JsonNode field, JsonNode whole) {
        if (nested.containsKey(name)) {
            Shape inner = nested.get(name);
            JsonNode checked = field.isArray() ? inner.checkEach(field) : inner.check(field);
            assertThat(checked).isSameAs(field);
            return;
        }
        assertThat(types).as("no field of that name belongs in %s", whole).containsKey(name);
        String allowed = types.get(name);
        boolean fits = allowed.equals("any");
        for (String type : allowed.split("\\|")) {
            fits = fits || TYPES.getOrDefault(type, node -> false).test(field);
        }
        assertThat(fits).as("%s is %s in %s", name, allowed, whole).isTrue();
    }
}
