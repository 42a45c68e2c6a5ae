package dev.parley.server.trace;

import dev.parley.config.TracingSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/**
 * Sends spans to a collector, by OTLP over HTTP. What it does not take is sent again, while newer spans wait in a
 * {@link SpanQueue}: a collector that is away costs spans, and nothing else.
 */
public final class OtlpExporter {

    /** How often {@link #export} is to run. */
    public static final Duration PERIOD = Duration.ofSeconds(1);

    /** Spans of one request at most. */
    static final int BATCH = 512;

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** For what is left when the hub stops. */
    private static final Duration FAREWELL = Duration.ofSeconds(3);

    private static final Logger LOG = LoggerFactory.getLogger(OtlpExporter.class);

    private final SpanQueue queue;
    private final Otlp otlp;
    private final HttpClient client;
    private final URI endpoint;
    private final Sampler sampler;
    private final Mono<Void> disconnect;
    private final Counter exported;
    private final Counter refused;

    /** What is sent until the collector has taken or refused it; only one export runs at a time. */
    private List<RecordedSpan> batch = List.of();

    private boolean away;

    private OtlpExporter(
            TracingSettings settings, URI endpoint, String version, LoopResources loops, MeterRegistry registry) {
        ConnectionProvider pool = ConnectionProvider.create("traces", 1);
        this.endpoint = endpoint;
        disconnect = pool.disposeLater();
        client = HttpClient.create(pool).runOn(loops).headers(headers -> {
            headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json");
            settings.headers().all().forEach(headers::set);
        });
        otlp = new Otlp(settings.serviceName(), version);
        sampler = Sampler.of(settings);
        queue = new SpanQueue(registry);
        exported = SpanQueue.counter(registry, "exported");
        refused = SpanQueue.counter(registry, "refused");
    }

    /**
     * Opens no connection yet.
     *
     * @param endpoint where spans are posted
     * @param version of this program
     * @param registry receives {@code parley.trace.*}
     */
    public static OtlpExporter open(
            TracingSettings settings, URI endpoint, String version, LoopResources loops, MeterRegistry registry) {
        return new OtlpExporter(settings, endpoint, version, loops, registry);
    }

    /** What this exports the traces of. */
    public Tracer tracer(Clock clock) {
        return new RecordingTracer(sampler, queue, clock);
    }

    /** Sends what waits, until nothing does or the collector cannot be reached. Not to be run twice at once; never fails. */
    public Mono<Void> export() {
        return Mono.defer(this::exportNext)
                .repeat(() -> !batch.isEmpty() && !away)
                .then();
    }

    /** Sends what waits once more, for a short while, and disconnects. */
    public Mono<Void> close() {
        return export().timeout(FAREWELL, Mono.empty()).then(disconnect);
    }

    private Mono<Void> exportNext() {
        if (batch.isEmpty()) {
            batch = queue.take(BATCH);
        }
        return batch.isEmpty()
                ? Mono.empty()
                : send().doOnNext(this::answered).onErrorResume(this::failed).then();
    }

    /** Emits the status of the answer. */
    private Mono<Integer> send() {
        return Mono.defer(() -> {
            byte[] body = otlp.request(batch);
            return client.headers(headers -> headers.set(HttpHeaderNames.CONTENT_LENGTH, body.length))
                    .post()
                    .uri(endpoint)
                    .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
                    .responseSingle((response, content) ->
                            content.then(Mono.just(response.status().code())))
                    .timeout(TIMEOUT);
        });
    }

    private void answered(int status) {
        if (status == 429 || status >= 500) {
            stays("it answers " + status);
            return;
        }
        if (away) {
            LOG.info("traces are exported again");
            away = false;
        }
        boolean taken = status / 100 == 2;
        if (!taken) {
            LOG.warn("the collector of traces refuses them with {}: is OTEL_EXPORTER_OTLP_ENDPOINT right?", status);
        }
        (taken ? exported : refused).increment(batch.size());
        batch = queue.take(BATCH);
    }

    private Mono<Integer> failed(Throwable error) {
        stays(error.toString());
        return Mono.empty();
    }

    /** Said once, until it is over. */
    private void stays(String why) {
        if (!away) {
            LOG.warn(
                    "traces wait, and will be dropped if there are too many: their collector cannot be reached: {}",
                    why);
            away = true;
        }
    }
}
