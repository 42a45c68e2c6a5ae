package dev.parley.server.trace;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Begins what is traced, at doors and where a trace goes on that was left in the journal. */
public interface Tracer {

    /** Traces nothing, and takes no notice of the traces of others. */
    Tracer OFF = new Tracer() {
        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public Span begin(String name, List<String> traceparents, List<String> tracestates) {
            return Span.none();
        }

        @Override
        public Span resume(@Nullable String traceparent, String name, Span.Kind kind) {
            return Span.none();
        }
    };

    /** Whether it is worth while to look for what a client says of its trace. */
    boolean isOn();

    /**
     * What answers a client. It goes on with the client's trace if that is named once and properly; anything else begins one.
     *
     * @param traceparents as they came
     * @param tracestates as they came
     */
    Span begin(String name, List<String> traceparents, List<String> tracestates);

    /** What follows from something that was stored or told by another node; {@link Span#none} when that was not traced. */
    Span resume(@Nullable String traceparent, String name, Span.Kind kind);
}
