package dev.parley.server.trace;

import org.jspecify.annotations.Nullable;

/**
 * A span that is not recorded. Its trace may be somewhere else, so it is passed on.
 *
 * @param traceparent null outside of traces
 */
record SilentSpan(@Nullable String traceparent) implements Span {

    static final SilentSpan NONE = new SilentSpan(null);

    @Override
    public Span child(String name, Kind kind) {
        return this;
    }

    @Override
    public void rename(String name) {}

    @Override
    public void tell(String attribute, String value) {}

    @Override
    public void tell(String attribute, long value) {}

    @Override
    public void fail() {}

    @Override
    public void end() {}
}
