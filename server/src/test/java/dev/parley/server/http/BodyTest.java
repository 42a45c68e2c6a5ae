package dev.parley.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.HubException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {

    private static final String REQUIRED = "f is required: give a string that is not empty";

    @Test
    void fieldsAreReadByType() {
        Body body = parse("{\"s\":\"x\",\"t\":true,\"n\":7,\"l\":[\"a\",\"b\"],\"o\":{\"k\":1},\"z\":null}");

        assertThat(body.requiredString("s", 1)).isEqualTo("x");
        assertThat(body.optionalString("s", 1)).contains("x");
        assertThat(body.optionalBoolean("t")).contains(true);
        assertThat(body.isTrue("t")).isTrue();
        assertThat(body.optionalStrings("l")).contains(List.of("a", "b"));
        assertThat(body.json("n").intValue()).isEqualTo(7);
    }

    @Test
    void nullAndAbsentAreToldApartOnlyWhereAsked() {
        Body body = parse("{\"z\":null}");

        assertThat(body.has("z")).isTrue();
        assertThat(body.has("y")).isFalse();
        assertThat(body.json("z").isNull()).isTrue();
        assertThat(body.json("y")).isNull();
        assertThat(body.optionalString("z", 1)).isEmpty();
        assertThat(body.optionalString("y", 1)).isEmpty();
        assertThat(body.isTrue("z")).isFalse();
    }

    @Test
    void integersAreWholeNumbersWithinTheirRange() {
        Body body = parse("{\"a\":5,\"b\":5.0,\"c\":9007199254740993,\"d\":1e3,\"z\":null}");

        assertThat(body.optionalInteger("a", 5, 5)).hasValue(5);
        assertThat(body.optionalInteger("b", 0, 9)).hasValue(5);
        assertThat(body.optionalInteger("c", 0, Long.MAX_VALUE)).hasValue(9_007_199_254_740_993L);
        assertThat(body.optionalInteger("d", 0, 1000)).hasValue(1000);
        assertThat(body.optionalInteger("z", 0, 9)).isEmpty();
        assertThat(body.optionalInteger("none", 0, 9)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "10", "0.5", "\"5\"", "true", "[5]", "1e400", "1e19", "99999999999999999999"})
    void otherNumbersAreRefused(String value) {
        Body body = parse("{\"f\":" + value + "}");

        assertThatThrownBy(() -> body.optionalInteger("f", 0, 9))
                .hasMessageEndingWith("f must be an integer from 0 to 9");
    }

    static Stream<Arguments> wrongTypes() {
        return Stream.of(
                Arguments.of("{\"f\":1}", read(body -> body.optionalString("f", 9)), "f must be a string or null"),
                Arguments.of("{\"f\":\"a\"}", read(body -> body.optionalStrings("f")), "f must be an array of strings"),
                Arguments.of("{\"f\":[1]}", read(body -> body.optionalStrings("f")), "f must be an array of strings"),
                Arguments.of("{\"f\":\"\"}", read(body -> body.requiredString("f", 9)), REQUIRED),
                Arguments.of("{\"f\":null}", read(body -> body.requiredString("f", 9)), REQUIRED),
                Arguments.of(
                        "{\"f\":\"abc\"}",
                        read(body -> body.requiredString("f", 2)),
                        "f has 3 characters (UTF-16 code units), at most 2 are allowed: shorten it"),
                Arguments.of("{}", read(body -> body.requiredString("f", 9)), REQUIRED));
    }

    private static Function<Body, Object> read(Function<Body, Object> reading) {
        return reading;
    }

    @ParameterizedTest
    @MethodSource("wrongTypes")
    void aFieldOfAnotherTypeIsRefusedByName(String json, Function<Body, Object> reading, String message) {
        assertThatThrownBy(() -> reading.apply(parse(json)))
                .isInstanceOfSatisfying(
                        HubException.class, e -> assertThat(e.error().message()).isEqualTo(message));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "[1,2]", "{}"})
    void whatIsNoObjectButMayBeSentCountsAsOneWithoutFields(String text) {
        assertThat(parse(text).fields().isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\"x\"", "true", "null", " ", "{", "{]", "{} x", "{'a':1}", "{\"a\":NaN}"})
    void scalarsAndMalformedTextsAreRefused(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(HubException.class);
    }

    private static Body parse(String text) {
        return Body.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
