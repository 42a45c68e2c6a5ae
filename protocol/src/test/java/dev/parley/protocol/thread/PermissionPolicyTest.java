package dev.parley.protocol.thread;

import static dev.parley.protocol.Refusals.assertInvalid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionPolicyTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            # thread's policy          | organisation's     | action  | initiator | label | allowed
            -                          | -                  | WRITE   | false     | -     | true
            -                          | -                  | MANAGE  | false     | lead  | false
            -                          | -                  | MANAGE  | true      | -     | true
            -                          | {"write":["lead"]} | WRITE   | true      | -     | false
            -                          | {"write":["lead"]} | WRITE   | false     | lead  | true
            -                          | {"write":null}     | WRITE   | false     | -     | true
            -                          | {"write":["lead"]} | CLOSE   | false     | -     | true
            {}                         | {"write":["lead"]} | WRITE   | false     | -     | true
            {}                         | -                  | MANAGE  | false     | -     | false
            {"write":null}             | {"write":["lead"]} | WRITE   | false     | -     | true
            {"write":["*"]}            | -                  | WRITE   | false     | -     | true
            {"write":["initiator"]}    | -                  | WRITE   | true      | -     | true
            {"write":["initiator"]}    | -                  | WRITE   | false     | -     | false
            {"write":["initiator"]}    | -                  | WRITE   | false     | initiator | true
            {"write":["lead"]}         | -                  | WRITE   | true      | -     | false
            {"write":["lead"]}         | -                  | WRITE   | false     | Lead  | false
            {"write":["lead","qa"]}    | -                  | WRITE   | false     | qa    | true
            {"write":[""]}             | -                  | WRITE   | false     | ''    | false
            {"write":[]}               | -                  | WRITE   | true      | lead  | false
            {"manage":["qa"]}          | -                  | MANAGE  | true      | -     | false
            {"manage":["qa"]}          | -                  | MANAGE  | false     | qa    | true
            not json                   | -                  | WRITE   | true      | lead  | false
            null                       | -                  | WRITE   | true      | lead  | false
            []                         | {"write":["*"]}    | WRITE   | true      | lead  | false
            {"write":"*"}              | -                  | WRITE   | true      | lead  | false
            """)
    void theFirstPolicyThereIsDecides(
            String thread, String organisation, ThreadAction action, boolean initiator, String label, boolean allowed) {
        assertThat(PermissionPolicy.inForce(thread, organisation).allows(action, initiator, label))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"write\":[\"*\"]}",
                "{\"resolve\":[],\"close\":null,\"invite\":[\"a\"],\"remove\":[\"a\",\"b\",\"c\",\"d\",\"e\"],"
                        + "\"write\":[\"\"],\"manage\":[\"initiator\"]}"
            })
    void aSoundPolicyIsStoredAsItsCompactText(String text) {
        assertThat(read(text)).isEqualTo(text);
        assertThat(read(text.replace(":", " : "))).isEqualTo(text);
    }

    @Test
    void noPolicyIsNull() {
        assertThat(read("null")).isNull();
        assertThat(PermissionPolicy.read(null, "permission_policy")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "1",
                "\"{}\"",
                "{\"Write\":[]}",
                "{\"join\":[]}",
                "{\"write\":\"*\"}",
                "{\"write\":{}}",
                "{\"write\":[1]}",
                "{\"write\":[null]}",
                "{\"write\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"]}"
            })
    void anyOtherShapeIsRefusedWithAnExampleOfTheRightOne(String text) {
        assertInvalid(() -> read(text), "permission_policy must be null or an object", "{\"write\":[\"*\"]");
    }

    @Test
    void aLabelIsNotLongerThanAParticipantsCanBe() {
        String label = "x".repeat(ThreadFields.MAX_LABEL_LENGTH);
        assertThat(read("{\"write\":[\"" + label + "\"]}")).contains(label);
        assertInvalid(() -> read("{\"write\":[\"" + label + "x\"]}"), "A label in permission_policy has 257");
    }

    private static String read(String text) {
        return PermissionPolicy.read(Json.parse(text).orElseThrow(), "permission_policy");
    }
}
