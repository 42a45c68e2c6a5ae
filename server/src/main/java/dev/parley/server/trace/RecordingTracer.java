package dev.parley.server.trace;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Traces what a {@link Sampler} chooses, and passes on the traces that it does not. */
final class RecordingTracer implements Tracer {

    private final Sampler sampler;
    private final Consumer<RecordedSpan> sink;
    private final Clock clock;

    /** @param sink is given every recorded span when it has ended; quick, never fails */
    RecordingTracer(Sampler sampler, Consumer<RecordedSpan> sink, Clock clock) {
        this.sampler = sampler;
        this.sink = sink;
        this.clock = clock;
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public Span begin(String name, List<String> traceparents, List<String> tracestates) {
        Optional<TraceParent> parent =
                traceparents.size() == 1 ? TraceParent.parse(traceparents.get(0)) : Optional.empty();
        return parent.map(known -> goOn(known.sampled(sampler.samples(known)), name, Span.Kind.SERVER, tracestates))
                .orElseGet(() -> root(name));
    }

    /** Of a trace that nobody else knows and that is not recorded, nothing is passed on. */
    private Span root(String name) {
        TraceParent root = TraceParent.root(sampler);
        return root.sampled() ? record(root, null, "", name, Span.Kind.SERVER) : Span.none();
    }

    @Override
    public Span resume(@Nullable String traceparent, String name, Span.Kind kind) {
        return traceparent == null
                ? Span.none()
                : TraceParent.parse(traceparent)
                        .map(parent -> goOn(parent, name, kind, List.of()))
                        .orElse(Span.none());
    }

    private Span goOn(TraceParent parent, String name, Span.Kind kind, List<String> states) {
        return parent.sampled()
                ? record(parent.child(), parent.spanId(), TraceState.of(states), name, kind)
                : new SilentSpan(parent.toString());
    }

    private Span record(TraceParent self, @Nullable String parent, String state, String name, Span.Kind kind) {
        return new RecordedSpan(self, parent, state, name, kind, clock, sink);
    }
}
