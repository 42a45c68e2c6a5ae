package dev.parley.server;

import dev.parley.config.HttpSettings;
import dev.parley.config.Settings;
import dev.parley.persistence.bot.BotRepository;
import dev.parley.persistence.bot.SqlBotRepository;
import dev.parley.server.asyncapi.AsyncApiRoutes;
import dev.parley.server.backup.BackupRoutes;
import dev.parley.server.dashboard.DashboardRoutes;
import dev.parley.server.docs.DocsRoutes;
import dev.parley.server.events.EventPolling;
import dev.parley.server.events.EventRoutes;
import dev.parley.server.events.PollRevocations;
import dev.parley.server.events.PollWatch;
import dev.parley.server.events.WaitingPolls;
import dev.parley.server.fanout.Connection.Close;
import dev.parley.server.feed.Replay;
import dev.parley.server.file.FileDestination;
import dev.parley.server.file.FileSharing;
import dev.parley.server.health.HealthRoutes;
import dev.parley.server.health.Readiness;
import dev.parley.server.health.SocketReport;
import dev.parley.server.http.ConnectionLimits;
import dev.parley.server.http.HttpApi;
import dev.parley.server.http.HttpOptions;
import dev.parley.server.http.Router;
import dev.parley.server.lifecycle.Lifecycle;
import dev.parley.server.limit.RateLimits;
import dev.parley.server.metrics.HttpMetrics;
import dev.parley.server.metrics.MetricsServer;
import dev.parley.server.openapi.OpenApiRoutes;
import dev.parley.server.org.OrgSettingsCache;
import dev.parley.server.stream.EventStreams;
import dev.parley.server.stream.StreamRoutes;
import dev.parley.server.ws.CloseCodes;
import dev.parley.server.ws.CredentialWatch;
import dev.parley.server.ws.Gateway;
import dev.parley.server.ws.LiveConnections;
import dev.parley.server.ws.Operations;
import dev.parley.server.ws.SocketMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/** A running hub. */
public final class Hub implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Bytes a connection may have unsent: its outbox. */
    private static final int OUTBOX_BYTES = 4 << 20;

    private final HttpApi api;
    private final int metricsPort;
    private final Router router;
    private final Operations operations;
    private final Farewell farewell;
    private final Lifecycle lifecycle;
    private final MeterRegistry meters;
    private final Closer closer;

    private Hub(
            HttpApi api,
            int metricsPort,
            Router router,
            Operations operations,
            Farewell farewell,
            Lifecycle lifecycle,
            MeterRegistry meters,
            Closer closer) {
        this.api = api;
        this.metricsPort = metricsPort;
        this.router = router;
        this.operations = operations;
        this.farewell = farewell;
        this.lifecycle = lifecycle;
        this.meters = meters;
        this.closer = closer;
    }

    /** Builds the server and waits until its port is open. What cannot be opened is closed again and thrown. */
    public static Hub start(Settings settings, Clock clock) {
        Closer closer = new Closer();
        try {
            return start(settings, clock, closer);
        } catch (RuntimeException e) {
            closer.close();
            throw e;
        }
    }

    /** To learn the architecture, read this method: it builds the server from the bottom up. */
    private static Hub start(Settings settings, Clock clock, Closer closer) {
        LoopResources loops = LoopResources.create("http", Runtime.getRuntime().availableProcessors(), true);
        closer.add("event loops", loops.disposeLater(Duration.ZERO, PATIENCE));
        Core core = Core.open(settings, clock, loops, closer);
        BotRepository bots = new SqlBotRepository();
        WaitingPolls polls = new WaitingPolls(core.feed(), core.registry());
        Identity identity = Identity.build(core, bots, new PollRevocations(polls));
        FileSharing files = files(core, identity.settings());
        Organisations organisations = Organisations.build(core, identity, List.of(files));
        RateLimits limits = Messaging.rateLimits(core, identity.settings());
        Messaging messaging = Messaging.build(core, bots, identity.settings(), limits);
        WebhookDeliveries webhooks = WebhookDeliveries.begin(core, loops);
        Lifecycle lifecycle = Housekeeping.begin(core);

        Operations operations = new Operations();
        messaging.operations().forEach(feature -> feature.addTo(operations));
        LiveConnections connections = connections(core, identity, webhooks.dispatcher()::arrived);
        Replay replays = new Replay(core.feed(), core.fanout());
        Gateway gateway = gateway(core, identity, connections, replays, operations);

        Router router = new Router();
        Readiness readiness = new Readiness(core.database());
        health(core, readiness).addTo(router);
        identity.routes().forEach(feature -> feature.addTo(router));
        organisations.routes().forEach(feature -> feature.addTo(router));
        Reports.routes(core).forEach(feature -> feature.addTo(router));
        messaging.routes().forEach(feature -> feature.addTo(router));
        Receipts.routes(core).addTo(router);
        Webhooks.routes(core, bots, limits, webhooks).forEach(feature -> feature.addTo(router));
        files.routes().addTo(router);
        backups(core).addTo(router);
        PollWatch pollWatch = new PollWatch(polls, identity.authenticator(), core.notices());
        core.jobs().every(CredentialWatch.PERIOD, "looking at those whose polls wait", pollWatch.check());
        EventPolling polling = new EventPolling(
                core.feed(), core.following(), core.rendering(), polls, identity.authenticator(), core.registry());
        new EventRoutes(polling, core.deliveries()).addTo(router);
        new StreamRoutes(new EventStreams(connections, core.feed(), replays, clock)).addTo(router);
        new OpenApiRoutes(
                        router::routes, Version.IMPLEMENTATION, settings.http().basePath())
                .addTo(router);
        new AsyncApiRoutes(operations, Version.IMPLEMENTATION, settings.http().reachableAt()).addTo(router);
        new DocsRoutes().addTo(router);
        new DashboardRoutes().addTo(router);
        HttpApi api = HttpApi.listen(
                httpOptions(settings),
                loops,
                router,
                identity.authenticator(),
                gateway,
                new HttpMetrics(core.registry()),
                core.tracer());
        closer.add("HTTP", api);
        closer.add("waiting polls", polls);
        int metricsPort = listenForMetrics(core, loops, readiness);
        readiness.started();
        announce(settings, api.port(), metricsPort);
        Farewell farewell =
                new Farewell(readiness, api, connections, polls, settings.http().drain());
        return new Hub(api, metricsPort, router, operations, farewell, lifecycle, core.registry(), closer);
    }

    /** What an operator asks first: which program, where, and where it keeps what. */
    private static void announce(Settings settings, int port, int metricsPort) {
        Path dataDir = settings.database().dataDir();
        LOG.info(
                "{} listens on port {} of {}, below {}/, metrics on port {} (0 is off), database {}, sessions in {},"
                        + " files in {}",
                Version.IMPLEMENTATION,
                port,
                settings.http().host(),
                settings.http().basePath(),
                metricsPort,
                settings.database().postgres().map(Object::toString).orElse("H2 in " + dataDir),
                settings.sessions().store(),
                settings.files());
    }

    private static LiveConnections connections(Core core, Identity identity, LiveConnections.Arrivals arrivals) {
        CredentialWatch watch =
                new CredentialWatch(identity.authenticator(), core.fanout(), core.clock(), core.notices());
        LiveConnections connections =
                new LiveConnections(core.fanout(), core.presence(), watch, arrivals, core.following());
        core.jobs().every(LiveConnections.HEARTBEAT, "the heartbeat", connections.heartbeat());
        core.jobs().every(LiveConnections.KEEP_ALIVE, "keeping streams alive", connections.keepStreamsAlive());
        core.jobs().every(CredentialWatch.PERIOD, "looking for expired credentials", watch.check());
        return connections;
    }

    private static Gateway gateway(
            Core core, Identity identity, LiveConnections connections, Replay replays, Operations operations) {
        return new Gateway(
                identity.wsTickets()::admit,
                connections,
                operations,
                core.fanout(),
                replays,
                new SocketMetrics(core.registry()),
                core.tracer(),
                core.clock());
    }

    private static FileSharing files(Core core, OrgSettingsCache settings) {
        try {
            FileSharing files = FileSharing.open(
                    core.settings().files(),
                    core.settings().limits(),
                    core.database(),
                    core.journal(),
                    settings,
                    core.links(),
                    core.registry(),
                    core.clock());
            core.closer().add("files", files);
            core.jobs().every(Duration.ZERO, FileSharing.SWEEP, "removing abandoned uploads", files.sweep());
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("The directory of the files cannot be opened", e);
        }
    }

    private static BackupRoutes backups(Core core) {
        FileDestination files = new FileDestination(core.settings().files());
        return new BackupRoutes(core.database(), files, Version.IMPLEMENTATION, core.registry(), core.clock());
    }

    private static HealthRoutes health(Core core, Readiness readiness) {
        return new HealthRoutes(
                readiness,
                core.fanout(),
                new SocketReport(core.fanout(), core.registry(), core.clock()),
                token -> isAdminSecret(core.settings(), token),
                core.clock(),
                Version.IMPLEMENTATION);
    }

    private static boolean isAdminSecret(Settings settings, String token) {
        return settings.security()
                .adminSecret()
                .filter(secret -> secret.matches(token))
                .isPresent();
    }

    private static HttpOptions httpOptions(Settings settings) {
        HttpSettings http = settings.http();
        return new HttpOptions(
                http.host(),
                http.port(),
                http.basePath(),
                http.corsOrigins().any()
                        ? List.of("*")
                        : List.copyOf(http.corsOrigins().listed()),
                http.domain(),
                settings.security().devMode(),
                HttpSettings.MAX_BODY_BYTES,
                OUTBOX_BYTES,
                ConnectionLimits.DEFAULT);
    }

    private static int listenForMetrics(Core core, LoopResources loops, Readiness readiness) {
        Settings settings = core.settings();
        if (!settings.metrics().enabled()) {
            return 0;
        }
        MetricsServer.watch(core.registry(), loops);
        MetricsServer.name(core.registry(), Version.IMPLEMENTATION);
        MetricsServer server = MetricsServer.listen(
                settings.http().host(), settings.metrics().port(), loops, core.registry(), readiness);
        core.closer().add("metrics", server);
        return server.port();
    }

    /** The port of HTTP and WebSocket. */
    public int port() {
        return api.port();
    }

    /** The port of {@code /metrics}, 0 when there is none. */
    public int metricsPort() {
        return metricsPort;
    }

    /** The route table. */
    public Router router() {
        return router;
    }

    /** What clients may ask for over the WebSocket. */
    public Operations operations() {
        return operations;
    }

    /** What it measures. */
    public MeterRegistry meters() {
        return meters;
    }

    /** Closes and removes now what its organisations want to be rid of by now; else it is done four times a day. */
    public Mono<Void> cleanUp() {
        return lifecycle.run();
    }

    /**
     * Tells proxies and clients, then stops: requests in progress are answered, and everything is on disk at the end. Takes
     * the drain time of the settings if the reason is {@link CloseCodes#RESTART}.
     */
    public void stop(Close reason) {
        farewell.say(reason);
        closer.close();
        LOG.info("stopped");
    }

    @Override
    public void close() {
        stop(CloseCodes.SHUTDOWN);
    }
}
