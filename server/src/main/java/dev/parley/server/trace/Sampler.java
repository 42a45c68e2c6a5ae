package dev.parley.server.trace;

import dev.parley.config.TracingSettings;

/**
 * Decides which traces are recorded.
 *
 * @param asksParent whether whoever continues a trace goes by what was decided when it began
 * @param ratio of the traces that begin here, 0 to 1
 */
record Sampler(boolean asksParent, double ratio) {

    static Sampler of(TracingSettings settings) {
        return new Sampler(settings.sampler().asksParent(), settings.ratio());
    }

    /** By the random end of the trace's id, so that all who ask decide alike. */
    boolean samplesRoot(String traceId) {
        long random = Long.parseUnsignedLong(traceId, 16, 32, 16) >>> 1;
        return ratio >= 1 || random < (long) (ratio * Long.MAX_VALUE);
    }

    boolean samples(TraceParent parent) {
        return asksParent ? parent.sampled() : samplesRoot(parent.traceId());
    }
}
