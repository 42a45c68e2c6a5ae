package dev.parley.server;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.config.HttpSettings;
import dev.parley.config.Secret;
import dev.parley.config.Settings;
import dev.parley.persistence.Database;
import dev.parley.persistence.bot.BotRepository;
import dev.parley.persistence.bot.SqlBotRepository;
import dev.parley.persistence.org.OrgRepository;
import dev.parley.persistence.org.SqlOrgRepository;
import dev.parley.persistence.org.SqlOrgSettingsRepository;
import dev.parley.persistence.ticket.SqlTicketRepository;
import dev.parley.persistence.token.SqlTokenRepository;
import dev.parley.server.auth.AuthRoutes;
import dev.parley.server.auth.HubAuthenticator;
import dev.parley.server.auth.Identities;
import dev.parley.server.auth.LastSeen;
import dev.parley.server.auth.Lockouts;
import dev.parley.server.auth.LoginService;
import dev.parley.server.auth.SessionAudit;
import dev.parley.server.auth.Sessions;
import dev.parley.server.bot.Enrolment;
import dev.parley.server.bot.RegistrationRoutes;
import dev.parley.server.bot.RegistrationService;
import dev.parley.server.fanout.Connection.Close;
import dev.parley.server.fanout.Fanout;
import dev.parley.server.health.HealthRoutes;
import dev.parley.server.health.SocketReport;
import dev.parley.server.http.ConnectionLimits;
import dev.parley.server.http.HttpApi;
import dev.parley.server.http.HttpOptions;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import dev.parley.server.journal.Journal;
import dev.parley.server.metrics.HttpMetrics;
import dev.parley.server.metrics.MetricsServer;
import dev.parley.server.org.OrgRoutes;
import dev.parley.server.org.OrgService;
import dev.parley.server.org.OrgSettingsCache;
import dev.parley.server.org.OrgSettingsService;
import dev.parley.server.ticket.Tickets;
import dev.parley.server.webhook.WebhookUrls;
import dev.parley.server.ws.Gateway;
import dev.parley.server.ws.Operations;
import dev.parley.server.ws.SocketMetrics;
import dev.parley.server.ws.SocketRevocations;
import dev.parley.server.ws.CloseCodes;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.netty.resources.LoopResources;

/** A running hub. */
public final class Hub implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);
    private static final Duration OPEN = Duration.ofSeconds(30);
    private static final Duration CLOSE = Duration.ofSeconds(10);
    private static final Duration CLOSE_SOCKETS = Duration.ofSeconds(5);

    /** Bytes a connection may have unsent: its outbox. */
    private static final int OUTBOX_BYTES = 4 << 20;

    private final HttpApi api;
    private final int metricsPort;
    private final Gateway gateway;
    private final Closer closer;

    private Hub(HttpApi api, int metricsPort, Gateway gateway, Closer closer) {
        this.api = api;
        this.metricsPort = metricsPort;
        this.gateway = gateway;
        this.closer = closer;
    }

    /**
     * Builds the server from the bottom up and waits until its port is open. To learn the architecture, read this method.
     */
    public static Hub start(Settings settings, Clock clock) {
        Closer closer = new Closer();
        try {
            return start(settings, clock, closer);
        } catch (RuntimeException e) {
            closer.close();
            throw e;
        }
    }

    private static Hub start(Settings settings, Clock clock, Closer closer) {
        LoopResources loops = LoopResources.create("http");
        closer.add("event loops", () -> loops.disposeLater().block(CLOSE));
        Database database = Storage.open(settings.database()).block(OPEN);
        closer.add("database", () -> database.close().block(CLOSE));
        PrometheusMeterRegistry registry = MetricsServer.registry();
        closer.add("metrics registry", registry::close);
        closer.add("collector metrics", MetricsServer.watchCollector(registry));
        MetricsServer.watch(registry, database);

        Fanout fanout = new Fanout(registry);
        Journal journal = new Journal(database, clock, fanout, registry);

        BotRepository bots = new SqlBotRepository();
        OrgRepository orgs = new SqlOrgRepository();
        Identities identities =
                new Identities(database, new SqlTokenRepository(), bots, orgs, Ticker.systemTicker());
        Sessions sessions = new Sessions(
                Storage.sessions(settings, database, closer),
                new SocketRevocations(fanout),
                clock,
                Ticker.systemTicker());
        LastSeen lastSeen = new LastSeen(database, bots);
        closer.add("last seen", () -> lastSeen.flush().block(CLOSE));
        HubAuthenticator authenticator = new HubAuthenticator(
                identities,
                sessions,
                lastSeen,
                clock,
                settings.security().adminSecret().isEmpty());
        Lockouts lockouts = new Lockouts(clock);
        LoginService logins = new LoginService(
                database,
                orgs,
                identities,
                sessions,
                new SessionAudit(journal),
                lockouts,
                settings.security().adminSecret(),
                clock);
        OrgSettingsCache orgSettings =
                new OrgSettingsCache(database, new SqlOrgSettingsRepository(), Ticker.systemTicker());
        Tickets tickets = new Tickets(new SqlTicketRepository(), clock);
        RegistrationService registrations = new RegistrationService(
                database,
                orgs,
                tickets,
                new Enrolment(bots, tickets, orgSettings),
                new WebhookUrls(settings.security().devMode()),
                lockouts,
                journal);
        OrgService orgService = new OrgService(
                database, orgs, identities, clock, settings.newOrgs().persistMessages());

        Operations operations = new Operations();
        Gateway gateway = new Gateway(
                ticket -> reactor.core.publisher.Mono.error(
                        dev.parley.protocol.HubException.of(dev.parley.protocol.ErrorCode.INVALID_TICKET, "no")),
                operations,
                fanout,
                new SocketMetrics(registry),
                clock);

        List<Routes> routes = new ArrayList<>(List.of(
                new HealthRoutes(
                        database,
                        fanout,
                        new SocketReport(fanout, registry, clock),
                        token -> isAdminSecret(settings, token),
                        clock,
                        Version.IMPLEMENTATION),
                new AuthRoutes(
                        logins,
                        sessions,
                        !settings.security().devMode(),
                        settings.limits().maxFileSizeMib()),
                new OrgRoutes(orgService, new OrgSettingsService(journal, orgSettings)),
                new RegistrationRoutes(registrations)));

        Jobs jobs = new Jobs();
        jobs.every(Duration.ofSeconds(5), "writing when bots were last seen", lastSeen.flush());
        jobs.every(Duration.ofMinutes(15), "removing expired sessions", sessions.purge());
        jobs.every(Gateway.HEARTBEAT, "the heartbeat", gateway.heartbeat());
        closer.add("jobs", jobs);

        Router router = new Router();
        routes.forEach(feature -> feature.addTo(router));
        HttpApi api = HttpApi.listen(
                httpOptions(settings), loops, router, authenticator, gateway, new HttpMetrics(registry));
        closer.add("HTTP", api);
        int metricsPort = listenForMetrics(settings, loops, registry, closer);
        LOG.info(
                "{} listens on port {}, metrics on {}, database {}",
                Version.IMPLEMENTATION,
                api.port(),
                metricsPort == 0 ? "no port" : "port " + metricsPort,
                settings.database().postgres().map(Object::toString).orElse("H2 in " + settings.database().dataDir()));
        return new Hub(api, metricsPort, gateway, closer);
    }

    private static boolean isAdminSecret(Settings settings, String token) {
        return settings.security().adminSecret().filter(secret -> secret.matches(token)).isPresent();
    }

    private static HttpOptions httpOptions(Settings settings) {
        HttpSettings http = settings.http();
        return new HttpOptions(
                http.host(),
                http.port(),
                http.basePath(),
                http.corsOrigins().any() ? List.of("*") : List.copyOf(http.corsOrigins().listed()),
                http.domain(),
                settings.security().devMode(),
                HttpSettings.MAX_BODY_BYTES,
                OUTBOX_BYTES,
                ConnectionLimits.DEFAULT);
    }

    private static int listenForMetrics(
            Settings settings, LoopResources loops, PrometheusMeterRegistry registry, Closer closer) {
        if (!settings.metrics().enabled()) {
            return 0;
        }
        MetricsServer server = MetricsServer.listen(
                settings.http().host(), settings.metrics().port(), loops, registry);
        closer.add("metrics", server);
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

    /** Tells every socket why, then stops: requests in progress are answered, and everything is on disk at the end. */
    public void stop(Close reason) {
        LOG.info("stopping: {}", reason.reason());
        gateway.closeAll(reason, CLOSE_SOCKETS).block(CLOSE);
        closer.close();
        LOG.info("stopped");
    }

    @Override
    public void close() {
        stop(CloseCodes.SHUTDOWN);
    }
}
