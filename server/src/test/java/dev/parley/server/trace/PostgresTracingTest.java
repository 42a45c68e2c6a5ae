package dev.parley.server.trace;

import dev.parley.server.testing.TestHub;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresTracingTest implements TracingContract {

    /** Closed after the hub. */
    @AutoClose
    private static final Collector COLLECTOR = new Collector();

    @RegisterExtension
    static final TestHub HUB = TestHub.onPostgres().with("OTEL_EXPORTER_OTLP_ENDPOINT", COLLECTOR.endpoint());

    @Override
    public TestHub hub() {
        return HUB;
    }

    @Override
    public Collector collector() {
        return COLLECTOR;
    }
}
