package dev.parley.persistence.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A query finds what {@link String#equalsIgnoreCase} would, and the index never misses it. */
class SearchQueryTest {

    private static final List<String> PIECES = List.of(
            "a", "A", "b", " ", "ß", "ẞ", "İ", "I", "ı", "i", "Σ", "σ", "ς", "é", "e\u0301", "部", "署", "失", "敗", "가",
            "😀", "😁", "𐐀", "𐐨", "Ǆ", "ǆ", "%", "_", "!", "\n");

    @ParameterizedTest
    @CsvSource({
        "Deployment FAILED, failed",
        "ΟΔΥΣΣΕΥΣ, σσευς",
        "İstanbul, istanbul",
        "STRAẞE, straße",
        "KELVIN, \u212Aelvin",
        "𐐀𐐁, 𐐨",
        "部署失敗しました, 失敗",
        "👍🏽 ok, 🏽"
    })
    void caseDoesNotMatter(String text, String part) {
        assertThat(SearchQuery.of(part).isIn(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"strasse, straße", "e\u0301, é", "部署失敗, 署敗", "100x, 100%", "axb, a_b"})
    void otherwiseTextIsLiteral(String text, String part) {
        assertThat(SearchQuery.of(part).isIn(text)).isFalse();
    }

    @Test
    void theIndexMissesNoPartOfAnyText() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            String text = text(random, 1 + random.nextInt(60));
            int from = random.nextInt(text.length());
            String part = text.substring(from, from + 1 + random.nextInt(text.length() - from));
            part = random.nextBoolean() ? part : part.toUpperCase(Locale.ROOT);
            SearchQuery query = SearchQuery.of(part);
            if (query.isIn(text)) {
                assertThat(query.candidates(blocks(text)).get(0))
                        .as("%s in %s", part, text)
                        .isTrue();
            }
        }
    }

    @Test
    void isInAgreesWithAScanThatIgnoresCase() {
        Random random = new Random(8);
        int found = 0;
        for (int round = 0; round < 5_000; round++) {
            String text = text(random, 30);
            String part = text(random, 1 + random.nextInt(2));
            boolean expected = IntStream.rangeClosed(0, text.length() - part.length())
                    .anyMatch(at -> text.regionMatches(true, at, part, 0, part.length()));
            assertThat(SearchQuery.of(part).isIn(text))
                    .as("%s in %s", part, text)
                    .isEqualTo(expected);
            found += expected ? 1 : 0;
        }
        assertThat(found).isBetween(500, 4_500);
    }

    @Test
    void aLongQueryAsksForFewBuckets() {
        assertThat(SearchQuery.of("the quick brown fox jumps over the lazy dog and goes on")
                        .buckets())
                .hasSizeBetween(2, 8);
    }

    private static String text(Random random, int pieces) {
        return IntStream.range(0, pieces)
                .mapToObj(i -> PIECES.get(random.nextInt(PIECES.size())))
                .collect(Collectors.joining());
    }

    private static Map<Integer, byte[]> blocks(String text) {
        Map<Integer, GramBlock> blocks = new HashMap<>();
        IntStream.range(0, Grams.BUCKETS).forEach(bucket -> blocks.put(bucket, new GramBlock()));
        for (int gram : Grams.ofDocument(FoldedText.of(text))) {
            blocks.get(Grams.bucketOf(gram)).add(gram, 0);
        }
        Map<Integer, byte[]> stored = new HashMap<>();
        blocks.forEach((bucket, block) -> stored.put(bucket, block.encode()));
        return stored;
    }
}
