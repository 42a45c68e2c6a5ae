package dev.parley.server.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String VALID = "00-" + TRACE + "-" + SPAN + "-01";
    private static final Sampler ALL = new Sampler(true, 1);

    @Test
    void whatIsValidIsReadAndWrittenAsItWas() {
        TraceParent read = TraceParent.parse(VALID).orElseThrow();
        assertThat(read).isEqualTo(new TraceParent(TRACE, SPAN, true)).hasToString(VALID);
        String quiet = VALID.replace("-01", "-00");
        assertThat(TraceParent.parse(quiet).orElseThrow()).hasToString(quiet);
    }

    @Test
    void aLaterVersionIsReadAsFarAsItIsKnown() {
        assertThat(TraceParent.parse("cc-" + TRACE + "-" + SPAN + "-03-what-ever")
                        .orElseThrow())
                .isEqualTo(new TraceParent(TRACE, SPAN, true));
        assertThat(TraceParent.parse("01-" + TRACE + "-" + SPAN + "-02").orElseThrow())
                .isEqualTo(new TraceParent(TRACE, SPAN, false));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0g",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\n",
                "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01x",
                " 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
                "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01"
            })
    void whatIsNotValidIsNothing(String text) {
        assertThat(TraceParent.parse(text)).isEmpty();
    }

    @Test
    void whateverIsReadIsWrittenInTheSafeForm() {
        Random random = new Random(7);
        String letters = "00019afgG-\"\r\n\u0000ß٣";
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder(VALID);
            for (int change = random.nextInt(3); change > 0; change--) {
                text.setCharAt(random.nextInt(text.length()), letters.charAt(random.nextInt(letters.length())));
            }
            read += TraceParent.parse(text.toString())
                    .map(parent -> {
                        assertThat(parent.toString()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
                        return 1;
                    })
                    .orElse(0);
        }
        assertThat(read).isBetween(1_000, 19_000);
        assertThat(TraceParent.parse("01-" + TRACE + "-" + SPAN + "-01-" + "x".repeat(100_000)))
                .isEmpty();
    }

    @Test
    void newOnesAreValidAndDifferent() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 1_000; i++) {
            TraceParent root = TraceParent.root(ALL);
            assertThat(TraceParent.parse(root.toString())).contains(root);
            TraceParent child = root.child();
            assertThat(child.traceId()).isEqualTo(root.traceId());
            ids.addAll(List.of(root.traceId(), root.spanId(), child.spanId()));
        }
        assertThat(ids).hasSize(3_000);
    }

    @Test
    void aSamplerTakesItsPartAndLetsParentsDecideIfItIsToldTo() {
        Sampler tenth = new Sampler(true, 0.1);
        long sampled = IntStream.range(0, 10_000)
                .filter(i -> TraceParent.root(tenth).sampled())
                .count();
        assertThat(sampled).isBetween(800L, 1_200L);
        assertThat(TraceParent.root(ALL).sampled()).isTrue();
        assertThat(TraceParent.root(new Sampler(false, 0)).sampled()).isFalse();
        TraceParent parent = TraceParent.parse(VALID).orElseThrow();
        assertThat(new Sampler(true, 0).samples(parent)).isTrue();
        assertThat(new Sampler(false, 0).samples(parent)).isFalse();
        assertThat(new Sampler(true, 1).samples(parent.sampled(false))).isFalse();
        assertThat(new Sampler(false, 1).samples(parent.sampled(false))).isTrue();
    }

    @Test
    void aStateIsPassedOnIfItIsOne() {
        assertThat(TraceState.of(List.of("rojo=00f067aa0ba902b7, ,congo=t61rcWkgMzE", "a@b=c d")))
                .isEqualTo("rojo=00f067aa0ba902b7,congo=t61rcWkgMzE,a@b=c d");
        assertThat(TraceState.of(List.of())).isEmpty();
        for (String none : List.of("rojo", "Rojo=1", "a=b=c", "a=\u0001", "a=" + "x".repeat(600), "=", "a=ß")) {
            assertThat(TraceState.of(List.of(none))).as(none).isEmpty();
        }
        assertThat(TraceState.of(Collections.nCopies(33, "a=1"))).isEmpty();
    }
}
