package dev.parley.server.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.Settings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.netty.http.HttpResources;
import tools.jackson.databind.JsonNode;

class OtlpExporterTest {

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Collector collector = new Collector();
    private final OtlpExporter exporter = open();
    private final Tracer tracer = exporter.tracer(Clock.systemUTC());

    private OtlpExporter open() {
        Settings settings = Settings.from(Map.of(
                "HXA_CONNECT_ADMIN_SECRET", "x",
                "OTEL_EXPORTER_OTLP_ENDPOINT", collector.endpoint() + "/otlp/",
                "OTEL_EXPORTER_OTLP_HEADERS", "x-key=a%20b,y=1",
                "OTEL_SERVICE_NAME", "hub"));
        return OtlpExporter.open(
                settings.tracing(), settings.tracing().spans().orElseThrow(), "1.2.3", HttpResources.get(), meters);
    }

    @AfterEach
    void close() {
        collector.close();
    }

    private void spans(int count) {
        for (int i = 0; i < count; i++) {
            tracer.begin("span", List.of(), List.of()).end();
        }
    }

    private double count(String outcome) {
        return meters.get("parley.trace.spans")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    @Test
    void spansAreSentAsTheProtocolHasThem() {
        Span span = tracer.begin("before", List.of(), List.of());
        span.rename("after");
        span.tell("text", "\"ä\"");
        span.tell("number", 7);
        span.fail();
        span.end();
        span.rename("too late");
        span.tell("late", 1);
        span.end();
        exporter.export().block();

        var request = collector.receiver().next();
        assertThat(request.path()).isEqualTo("/otlp/v1/traces");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.header("x-key")).isEqualTo("a b");
        assertThat(request.header("y")).isEqualTo("1");
        assertThat(request.body()).contains("{\"key\":\"service.name\",\"value\":{\"stringValue\":\"hub\"}}");
        Collector.Told told = collector.all().findFirst().orElseThrow();
        assertThat(told.name()).isEqualTo("after");
        assertThat(told.attributes()).isEqualTo(Map.of("text", "\"ä\"", "number", "7"));
        assertThat(told.hasFailed()).isTrue();
        JsonNode json = told.span();
        assertThat(json.path("kind").asInt()).isEqualTo(2);
        assertThat(json.path("endTimeUnixNano").asString())
                .isGreaterThan(json.path("startTimeUnixNano").asString());
        assertThat(json.path("traceId").asString()).matches("[0-9a-f]{32}");
        assertThat(collector.all()).hasSize(1);
        assertThat(count("exported")).isEqualTo(1);
    }

    @Test
    void everythingThatWaitsIsSentInBatches() {
        spans(2 * OtlpExporter.BATCH + 1);
        exporter.export().block();
        assertThat(collector.receiver().all()).hasSize(3);
        assertThat(collector.all()).hasSize(2 * OtlpExporter.BATCH + 1);
        exporter.export().block();
        assertThat(collector.receiver().all()).hasSize(3);
    }

    @Test
    void whatACollectorCannotTakeNowItIsSentAgain() {
        collector.receiver().answerStatus(503);
        spans(3);
        exporter.export().block();
        assertThat(count("exported")).isZero();
        collector.receiver().answerOk();
        exporter.export().block();
        assertThat(count("exported")).isEqualTo(3);
        var first = collector.receiver().next();
        assertThat(collector.receiver().next().body()).isEqualTo(first.body());
    }

    @Test
    void whatACollectorRefusesIsGone() {
        collector.receiver().answerStatus(400);
        spans(3);
        exporter.export().block();
        exporter.export().block();
        assertThat(collector.receiver().all()).hasSize(1);
        assertThat(count("refused")).isEqualTo(3);
    }

    @Test
    void whileACollectorIsAwaySoManyWaitAndTheOthersAreDropped() {
        collector.close();
        spans(SpanQueue.CAPACITY + 10);
        assertThat(count("dropped")).isEqualTo(10);
        exporter.export().block();
        assertThat(count("exported")).isZero();
        assertThat(meters.get("parley.trace.waiting").gauge().value())
                .isEqualTo(SpanQueue.CAPACITY - OtlpExporter.BATCH);
        exporter.close().block();
    }
}
