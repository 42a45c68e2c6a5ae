package dev.parley.server.trace;

import dev.parley.server.testing.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresTracingTest implements TracingContract {

    private static final Collector COLLECTOR = new Collector();

    @RegisterExtension
    static final TestHub HUB = TestHub.onPostgres().with("OTEL_EXPORTER_OTLP_ENDPOINT", COLLECTOR.endpoint());

    @AfterAll
    static void stop() {
        COLLECTOR.close();
    }

    @Override
    public TestHub hub() {
        return HUB;
    }

    @Override
    public Collector collector() {
        return COLLECTOR;
    }
}
