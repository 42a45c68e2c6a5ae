package dev.parley.server.metrics;

import dev.parley.persistence.Database;
import dev.parley.protocol.Json;
import dev.parley.server.health.Readiness;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.SingleThreadEventExecutor;
import java.util.function.ToDoubleFunction;
import java.util.stream.StreamSupport;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

/** Shows the metrics to Prometheus, and its health to whoever watches over it, on a port that the public never reaches. */
public final class MetricsServer implements AutoCloseable {

    private static final String JSON = "application/json; charset=utf-8";
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final DisposableServer server;

    private MetricsServer(DisposableServer server) {
        this.server = server;
    }

    /** A registry with the measurements of the JVM; the hub's own are registered by the parts that take them. */
    public static PrometheusMeterRegistry registry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        return registry;
    }

    /** Adds the collector's pauses, which must be closed with the registry. */
    public static JvmGcMetrics watchCollector(PrometheusMeterRegistry registry) {
        JvmGcMetrics collector = new JvmGcMetrics();
        collector.bindTo(registry);
        return collector;
    }

    /** Adds how much work waits for the event loop that has most of it: while one is held up, so are its connections. */
    public static void watch(PrometheusMeterRegistry registry, LoopResources loops) {
        EventLoopGroup group = loops.onServer(true);
        Gauge.builder("parley.eventloop.pending", () -> pending(group))
                .description("Tasks that wait for the event loop that has most of them")
                .register(registry);
    }

    private static int pending(EventLoopGroup group) {
        return StreamSupport.stream(group.spliterator(), false)
                .filter(SingleThreadEventExecutor.class::isInstance)
                .mapToInt(loop -> ((SingleThreadEventExecutor) loop).pendingTasks())
                .max()
                .orElse(0);
    }

    /** Adds which program this is, as a label. */
    public static void name(PrometheusMeterRegistry registry, String implementation) {
        Gauge.builder("parley.info", () -> 1).tag("version", implementation).register(registry);
    }

    /** Adds how busy the connections to the database are. */
    public static void watch(PrometheusMeterRegistry registry, Database database) {
        pool(registry, database, "acquired", Database.PoolUse::acquired);
        pool(registry, database, "pending", Database.PoolUse::pending);
        pool(registry, database, "max", Database.PoolUse::max);
    }

    private static void pool(
            PrometheusMeterRegistry registry,
            Database database,
            String what,
            ToDoubleFunction<Database.PoolUse> value) {
        Gauge.builder("parley.db.connections." + what, database, it -> value.applyAsDouble(it.poolUse()))
                .register(registry);
    }

    /**
     * Listens for {@code GET /metrics}, {@code /health/ready} and {@code /health/live}; blocks until the port is open. Port 0
     * takes a free one.
     */
    public static MetricsServer listen(
            String host, int port, LoopResources loops, PrometheusMeterRegistry registry, Readiness readiness) {
        return new MetricsServer(HttpServer.create()
                .host(host)
                .port(port)
                .runOn(loops)
                .route(routes -> routes.get("/metrics", (request, response) -> response.header("Content-Type", TEXT)
                                .sendString(Mono.fromSupplier(registry::scrape)))
                        .get("/health/ready", (request, response) -> readiness
                                .report()
                                .flatMap(report -> response.status(report.status())
                                        .header("Content-Type", JSON)
                                        .sendString(Mono.just(Json.write(report)))
                                        .then()))
                        .get("/health/live", (request, response) -> response.send()))
                .bindNow());
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
