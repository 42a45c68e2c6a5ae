package dev.parley.protocol.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.parley.protocol.Json;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LenientJsonTest {

    private static final long SEED = 20261101;

    @ParameterizedTest
    @ValueSource(strings = {"{}", " [1, 2] ", "1.50", "\"a'b\"", "null", "{\"a\" : \"x,]\" }\n", "[\",}\"]"})
    void validJsonStaysAsItIs(String text) {
        assertThat(LenientJson.read(text)).containsSame(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            [1,2,]                        | [1,2]
            {"a":1,}                      | {"a":1}
            {"a":[1, ] , }                | {"a":[1 ]  }
            {'a':'b'}                     | {"a":"b"}
            {'a':"it's",}                 | {"a":"it's"}
            ['say "hi"']                  | ["say \\"hi\\""]
            ['say \\"hi\\"']              | ["say \\"hi\\""]
            ['it\\'s']                    | ["it's"]
            ['a\\\\']                     | ["a\\\\"]
            ['x,]',"y,}",]                | ["x,]","y,}"]
            'a'                           | "a"
            []                            | []
            """)
    void trailingCommasAndSingleQuotesAreRepaired(String text, String repaired) {
        assertThat(LenientJson.read(text)).contains(repaired);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "plain",
                "{",
                "[1,,]",
                ",",
                "[,]extra",
                "{a:1}",
                "['a]",
                "[\"a]",
                "['a\\",
                "[1] [2]",
                "['a\nb']",
                "// x\n1",
                "{'a':1}}",
                "NaN",
                "[\"it\\'s\"]"
            })
    void whatStaysBrokenIsEmpty(String text) {
        assertThat(LenientJson.read(text)).isEmpty();
    }

    @Test
    void anEmptyListKeepsItsMeaningWithoutItsComma() {
        assertThat(LenientJson.read("[,]")).contains("[]");
    }

    @Test
    void randomJsonWithTheTwoFaultsIsReadAsItWasMeant() {
        Random random = new Random(SEED);
        for (int round = 0; round < 5_000; round++) {
            StringBuilder sound = new StringBuilder();
            StringBuilder faulty = new StringBuilder();
            write(random, 3, sound, faulty);
            assertThat(LenientJson.read(faulty.toString()).flatMap(Json::parse))
                    .as(faulty.toString())
                    .isEqualTo(Json.parse(sound.toString()))
                    .isPresent();
        }
    }

    @Test
    void randomTextIsEitherJsonAfterwardsOrEmpty() {
        String[] pieces = {
            "{", "}", "[", "]", ",", ":", "'", "\"", "\\", " ", "1", "a", "null", "\n", "中", "\\u00e9", "'a'", "\"b\""
        };
        Random random = new Random(SEED);
        for (int round = 0; round < 10_000; round++) {
            String text = random.ints(random.nextInt(12), 0, pieces.length)
                    .mapToObj(i -> pieces[i])
                    .collect(Collectors.joining());
            assertThat(LenientJson.isJson(text))
                    .as(text)
                    .isEqualTo(Json.parse(text).isPresent());
            LenientJson.read(text)
                    .ifPresent(json -> assertThat(Json.parse(json)).as(text).isPresent());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ", ", "'", "\"", "\\", "[", "[,", "{'a':", "'\\", "], ", "1", " ", "''", "[],"})
    void hostileTextTakesLinearTime(String piece) {
        String text = piece.repeat(1_000_000 / piece.length());
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            LenientJson.read(text);
            LenientJson.read("[" + text + "]");
            LenientJson.read("['" + text);
        });
    }

    /** Writes one random value twice: as JSON and as a careless model would. */
    private static void write(Random random, int depth, StringBuilder sound, StringBuilder faulty) {
        int kind = random.nextInt(depth == 0 ? 2 : 4);
        if (kind == 0) {
            both(Integer.toString(random.nextInt(100)), sound, faulty);
        } else if (kind == 1) {
            writeString(random, sound, faulty);
        } else {
            writeContainer(random, depth, kind == 2, sound, faulty);
        }
    }

    private static void writeContainer(
            Random random, int depth, boolean object, StringBuilder sound, StringBuilder faulty) {
        both(object ? "{" : "[", sound, faulty);
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
            both(i > 0 ? ", " : "", sound, faulty);
            if (object) {
                writeString(random, sound, faulty);
                both(": ", sound, faulty);
            }
            write(random, depth - 1, sound, faulty);
        }
        faulty.append(random.nextBoolean() ? ", \n" : "");
        both(object ? "}" : "]", sound, faulty);
    }

    private static void writeString(Random random, StringBuilder sound, StringBuilder faulty) {
        String[] pieces = {"a", ",]", "{", "\\\\", "\\n", "中", " ", ":", "\\u0041"};
        StringBuilder inside = new StringBuilder();
        random.ints(random.nextInt(5), 0, pieces.length).forEach(i -> inside.append(pieces[i]));
        boolean single = random.nextBoolean();
        boolean quote = random.nextBoolean();
        sound.append('"').append(inside).append(quote ? "\\\"'" : "").append('"');
        if (single) {
            faulty.append('\'').append(inside).append(quote ? "\"\\'" : "").append('\'');
        } else {
            faulty.append('"').append(inside).append(quote ? "\\\"'" : "").append('"');
        }
    }

    private static void both(String text, StringBuilder sound, StringBuilder faulty) {
        sound.append(text);
        faulty.append(text);
    }
}
