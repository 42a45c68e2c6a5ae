package dev.parley.server.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnifiedDiffTest {

    private static final int MEBIBYTE = 1 << 20;

    @Test
    void aChangeStandsInItsContext() {
        String from = numbered(1, 20);
        String to = from.replace("line 10\n", "line ten\nline ten and a half\n");

        assertThat(diff(from, to)).isEqualTo("""
                --- a
                +++ b
                @@ -7,7 +7,8 @@
                 line 7
                 line 8
                 line 9
                -line 10
                +line ten
                +line ten and a half
                 line 11
                 line 12
                 line 13
                """);
    }

    @Test
    void contextsThatMeetAreOneHunk() {
        String from = numbered(1, 30);

        assertThat(diff(from, from.replace("line 10\n", "").replace("line 17\n", "")))
                .containsOnlyOnce("@@ -");
        assertThat(diff(from, from.replace("line 10\n", "").replace("line 18\n", "")))
                .contains("@@ -7,7 +7,6 @@", "@@ -15,7 +14,6 @@");
    }

    @Test
    void theSameTextsHaveNoDifference() {
        assertThat(diff("a\nb", "a\nb")).isEmpty();
        assertThat(diff("", "")).isEmpty();
    }

    @Test
    void emptyTextsHaveNoLines() {
        assertThat(diff("", "a\n")).isEqualTo("--- a\n+++ b\n@@ -0,0 +1,1 @@\n+a\n");
        assertThat(diff("a\n", "")).isEqualTo("--- a\n+++ b\n@@ -1,1 +0,0 @@\n-a\n");
    }

    @Test
    void aMissingLineFeedAtTheEndIsADifference() {
        assertThat(diff("a\nb", "a\nb\n")).endsWith("@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n");
        assertThat(diff("a\nb\n", "a\nb")).endsWith("-b\n+b\n\\ No newline at end of file\n");
        assertThat(diff("a\nb", "c\nb")).endsWith("-a\n+c\n b\n\\ No newline at end of file\n");
    }

    @Test
    void carriageReturnsBelongToTheirLines() {
        assertThat(diff("a\r\nb\r\n", "a\r\nb\n")).endsWith("@@ -1,2 +1,2 @@\n a\r\n-b\r\n+b\n");
        assertThat(diff("a\rb\n", "a\rc\n")).endsWith("-a\rb\n+a\rc\n");
    }

    @ParameterizedTest
    @CsvSource({"2, 8", "3, 40", "20, 60", "1000, 300"})
    void appliedItMakesTheOtherText(int words, int lines) {
        Random random = new Random(words);
        for (int i = 0; i < 300; i++) {
            String from = random(random, words, random.nextInt(lines));
            String to = random.nextBoolean() ? random(random, words, random.nextInt(lines)) : edited(random, from);
            UnifiedDiff diff = UnifiedDiff.of("a", from, "b", to);

            assertThat(diff.coarse()).isFalse();
            assertThat(Patch.apply(from, diff.text())).isEqualTo(to);
        }
    }

    @Test
    void noMoreChangesThanHaveTo() {
        String from = numbered(1, 5_000);
        String to = numbered(3, 4_000) + "new\n" + numbered(4_002, 5_001);

        assertThat(diff(from, to).lines().filter(line -> line.matches("[-+][^-+].*")))
                .containsExactly("-line 1", "-line 2", "-line 4001", "+new", "+line 5001");
    }

    @Test
    void whatHasTooManyLinesIsReplacedBetweenTheFirstDifferenceAndTheLast() {
        Random random = new Random(1);
        String from = "same\n" + random(random, 26, MEBIBYTE / 2) + "end\n";
        String to = "same\n" + random(random, 26, MEBIBYTE / 2) + "end\n";
        UnifiedDiff diff = UnifiedDiff.of("a", from, "b", to);

        assertThat(diff.coarse()).isTrue();
        assertThat(diff.text()).containsOnlyOnce("@@ -").contains("\n same\n").endsWith(" end\n");
        assertThat(Patch.apply(from, diff.text())).isEqualTo(to);
    }

    @Test
    void whatTakesTooManyComparisonsIsReplacedToo() {
        Random random = new Random(2);
        String from = random(random, 26, LineChanges.MAX_LINES / 2);
        String to = random(random, 26, LineChanges.MAX_LINES / 2);
        UnifiedDiff diff = UnifiedDiff.of("a", from, "b", to);

        assertThat(diff.coarse()).isTrue();
        assertThat(Patch.apply(from, diff.text())).isEqualTo(to);
    }

    @Test
    void newLinesAreNoBurdenHoweverMany() {
        String from = numbered(1, 60_000);
        String to = from.replace("0\n", "0!\n");

        assertThat(UnifiedDiff.of("a", from, "b", to).coarse()).isFalse();
    }

    private static String diff(String from, String to) {
        return UnifiedDiff.of("a", from, "b", to).text();
    }

    private static String numbered(int first, int last) {
        return IntStream.rangeClosed(first, last)
                .mapToObj(i -> "line " + i + "\n")
                .collect(Collectors.joining());
    }

    /** Lines of as many different words; the last one may lack its end, and some end as on Windows. */
    private static String random(Random random, int words, int lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append(Integer.toString(random.nextInt(words), 36));
            text.append(random.nextInt(40) == 0 ? "\r\n" : "\n");
        }
        return random.nextInt(4) == 0 && lines > 0 ? text.substring(0, text.length() - 1) : text.toString();
    }

    private static String edited(Random random, String text) {
        return text.lines()
                .filter(line -> random.nextInt(9) > 0)
                .map(line -> random.nextInt(9) > 0 ? line : line + line)
                .collect(Collectors.joining("\n"));
    }
}
