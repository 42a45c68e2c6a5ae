package dev.parley.server.trace;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where in which trace something happens, as the header {@code traceparent} of W3C Trace Context says it.
 *
 * @param traceId 32 hexadecimal digits, not all of them zero
 * @param spanId 16 hexadecimal digits, not all of them zero
 * @param sampled whether the trace is recorded
 */
record TraceParent(String traceId, String spanId, boolean sampled) {

    /** In version 0, the only one there is. */
    static final int LENGTH = 55;

    /** Far more than any version may need. */
    private static final int MAX_LENGTH = 512;

    private static final int SAMPLED = 1;

    /** A later version may have more, behind another hyphen; 255 will never be one. */
    private static final Pattern FORM = Pattern.compile(
            "(?!ff)([0-9a-f]{2})-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})" + "-([0-9a-f]{2})(-[!-~]*)?");

    /** A new trace. */
    static TraceParent root(Sampler sampler) {
        String trace = digits() + digits();
        return new TraceParent(trace, digits(), sampler.samplesRoot(trace));
    }

    /** Empty for what is no {@code traceparent}: whoever sends one does not decide what it means here. */
    static Optional<TraceParent> parse(@Nullable String text) {
        if (text == null || text.length() < LENGTH || text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Matcher parts = FORM.matcher(text);
        if (!parts.matches() || (parts.group(1).equals("00") && text.length() != LENGTH)) {
            return Optional.empty();
        }
        boolean sampled = (Integer.parseInt(parts.group(4), 16) & SAMPLED) != 0;
        return Optional.of(new TraceParent(parts.group(2), parts.group(3), sampled));
    }

    /** The next step of the same trace. */
    TraceParent child() {
        return new TraceParent(traceId, digits(), sampled);
    }

    TraceParent sampled(boolean decision) {
        return new TraceParent(traceId, spanId, decision);
    }

    private static String digits() {
        long random;
        do {
            random = ThreadLocalRandom.current().nextLong();
        } while (random == 0);
        return "%016x".formatted(random);
    }

    /** The header. */
    @Override
    public String toString() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }
}
