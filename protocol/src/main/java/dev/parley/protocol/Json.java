package dev.parley.protocol;

import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** The one way JSON is read and written: record components in their order, nulls included, unknown fields ignored. */
public final class Json {

    /**
     * How deep a request may be nested. Events put what they tell of a few levels deeper, and receivers have limits of
     * their own: 500 is a common one.
     */
    public static final int MAX_REQUEST_DEPTH = 400;

    private static final JsonMapper MAPPER = mapper(StreamReadConstraints.DEFAULT_MAX_DEPTH);
    private static final JsonMapper REQUESTS = mapper(MAX_REQUEST_DEPTH);

    private Json() {}

    private static JsonMapper mapper(int maxDepth) {
        StreamReadConstraints constraints =
                StreamReadConstraints.builder().maxNestingDepth(maxDepth).build();
        return JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(constraints).build())
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                .nodeFactory(new StorableText.Nodes())
                .addModule(StorableText.module())
                .build();
    }

    public static JsonMapper mapper() {
        return MAPPER;
    }

    public static String write(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    public static byte[] writeBytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    /** The value in {@code text}, or empty when that is not exactly one JSON value. */
    public static Optional<JsonNode> parse(String text) {
        return parsed(() -> MAPPER.readTree(text));
    }

    /** As {@link #parse(String)}, of what a client sends: also empty when nested deeper than {@value #MAX_REQUEST_DEPTH}. */
    public static Optional<JsonNode> parseRequest(String text) {
        return parsed(() -> REQUESTS.readTree(text));
    }

    /** As {@link #parseRequest(String)}, from UTF-8. */
    public static Optional<JsonNode> parseRequest(byte[] utf8) {
        return parsed(() -> REQUESTS.readTree(utf8));
    }

    private static Optional<JsonNode> parsed(Supplier<JsonNode> reading) {
        try {
            return Optional.of(reading.get()).filter(node -> !node.isMissingNode());
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
