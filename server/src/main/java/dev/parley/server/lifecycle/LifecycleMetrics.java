package dev.parley.server.lifecycle;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** How the lifecycle gets on: what it has done while it runs, how long runs take, and when the last one succeeded. */
final class LifecycleMetrics {

    private final Map<Work, Counter> done = new EnumMap<>(Work.class);
    private final Counter failures;
    private final Timer run;
    private final AtomicLong lastSuccess = new AtomicLong();

    LifecycleMetrics(MeterRegistry registry) {
        for (Work work : Work.values()) {
            done.put(
                    work,
                    Counter.builder("parley.lifecycle.work")
                            .tag("kind", work.wireName())
                            .description("What was removed or closed because of its age")
                            .register(registry));
        }
        failures = Counter.builder("parley.lifecycle.failures")
                .description("Organisations for which a run failed")
                .register(registry);
        run = Timer.builder("parley.lifecycle.run")
                .description("Time of one run over all organisations")
                .register(registry);
        TimeGauge.builder("parley.lifecycle.last.success", lastSuccess, TimeUnit.MILLISECONDS, AtomicLong::doubleValue)
                .description("When the last run ended that failed for no organisation, since 1970; 0 before the first")
                .register(registry);
    }

    void done(Work work, long count) {
        done.get(work).increment((double) count);
    }

    void failed() {
        failures.increment();
    }

    double failures() {
        return failures.count();
    }

    void ran(long nanos) {
        run.record(nanos, TimeUnit.NANOSECONDS);
    }

    void succeeded(long atMillis) {
        lastSuccess.set(atMillis);
    }
}
