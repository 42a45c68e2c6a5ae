package dev.parley.server.testing;

import dev.parley.persistence.Database;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.bot.SqlBotRepository;
import dev.parley.persistence.journal.SqlJournalRepository;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Scope;
import dev.parley.server.auth.Authenticator;
import dev.parley.server.auth.Caller;
import dev.parley.server.auth.Credentials;
import dev.parley.server.auth.Session;
import dev.parley.server.auth.SessionInfo;
import dev.parley.server.bot.LaneBots;
import dev.parley.server.fanout.Fanout;
import dev.parley.server.feed.Feed;
import dev.parley.server.feed.Replay;
import dev.parley.server.http.HttpApi;
import dev.parley.server.http.HttpOptions;
import dev.parley.server.http.RequestObserver;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.JournalEntry;
import dev.parley.server.journal.JournalListener;
import dev.parley.server.limit.Limits;
import dev.parley.server.limit.RateLimits;
import dev.parley.server.search.Search;
import dev.parley.server.search.Unindexed;
import dev.parley.server.trace.Tracer;
import dev.parley.server.ws.CredentialWatch;
import dev.parley.server.ws.Gateway;
import dev.parley.server.ws.LiveConnections;
import dev.parley.server.ws.Operations;
import dev.parley.server.ws.SocketMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpResources;

/**
 * The doors, lanes and fan-out of a hub, for the tests of one feature: its routes and operations are added by the test,
 * and callers are made up instead of registered.
 */
public final class FeatureHub implements AutoCloseable {

    public static final long START_MILLIS = 1_790_000_000_000L;

    private static final int RAW_BUFFER = 64 << 10;

    public final Database database;
    public final ManualClock clock = new ManualClock(START_MILLIS);
    public final Fanout fanout;
    public final Journal journal;
    public final Search search;
    public final Feed feed;
    public final LaneBots bots = new LaneBots(new SqlBotRepository());

    /** What was committed, in order. */
    public final List<JournalEntry> entries = new CopyOnWriteArrayList<>();

    /** May be replaced by a test. */
    public volatile Limits limits = new Limits(1_000_000, 1_000_000);

    /** Sockets are admitted when this is complete; may be replaced by a test. */
    public volatile Mono<Void> admission = Mono.empty();

    public final RateLimits rateLimits = new RateLimits(org -> Mono.just(limits), clock);
    /** May be replaced before the start. */
    public Tracer tracer = Tracer.OFF;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final Map<String, Caller> callers = new ConcurrentHashMap<>();
    private final Operations operations = new Operations();
    private final Router router = new Router();
    private HttpApi api;
    private LiveConnections connections;

    /** On a database that stays the caller's to close. */
    public FeatureHub(Database database) {
        this.database = database;
        this.fanout = new Fanout(meters);
        this.feed = new Feed(database, new SqlJournalRepository());
        Unindexed unindexed = new Unindexed();
        JournalListener listener = this::committed;
        this.journal = new Journal(database, clock, listener.andThen(unindexed::committed), meters);
        this.search = Search.over(database, unindexed, meters, clock);
    }

    private void committed(List<JournalEntry> committed) {
        entries.addAll(committed);
        fanout.committed(committed);
        feed.committed(committed);
    }

    public FeatureHub with(Routes routes) {
        routes.addTo(router);
        return this;
    }

    public FeatureHub with(Operations.Feature feature) {
        feature.addTo(operations);
        return this;
    }

    /** Opens the doors on a free port. */
    public FeatureHub start() {
        CredentialWatch watch = new CredentialWatch(Mono::just, fanout, clock);
        connections = new LiveConnections(fanout, watch);
        Gateway gateway = new Gateway(
                this::admit,
                connections,
                operations,
                fanout,
                new Replay(feed, fanout),
                new SocketMetrics(meters),
                tracer,
                clock);
        HttpOptions options = HttpOptions.at("127.0.0.1", 0);
        api = HttpApi.listen(options, HttpResources.get(), router, new MadeUp(), gateway, RequestObserver.NONE, tracer);
        DocumentedAnswers.expect(api.port(), router.routes());
        DocumentedFrames.expect(api.port(), operations);
        return this;
    }

    /** A client without credentials. */
    public Api api() {
        return Api.of(api.port());
    }

    /** A client of that bot, with a token of these scopes, or of all. */
    public Api api(TestOrg org, BotSummary bot, Scope... scopes) {
        return api(caller(org, bot, scopes));
    }

    public Api api(Caller caller) {
        return api().withToken(tokenOf(caller));
    }

    public TestSocket connect(Caller caller) {
        return TestSocket.open(api.port(), tokenOf(caller));
    }

    public TestSocket connect(TestOrg org, BotSummary bot, Scope... scopes) {
        return connect(caller(org, bot, scopes));
    }

    /** A connection on which the test reads and writes frames itself. */
    public RawSocket connectRaw(Caller caller) {
        return RawSocket.connect(api.port(), tokenOf(caller), RAW_BUFFER);
    }

    /** Pings every connection, after dropping those that did not answer the last time. */
    public void heartbeat() {
        connections.heartbeat().block();
    }

    private String tokenOf(Caller caller) {
        String token = UUID.randomUUID().toString();
        callers.put(token, caller);
        return token;
    }

    /** A bot by its own token. */
    public static Caller.Bot caller(TestOrg org, BotSummary bot, Scope... scopes) {
        return bot(org, bot, Optional.empty(), scopes);
    }

    /** A bot through its owner's session. */
    public static Caller.Bot owner(TestOrg org, BotSummary bot, Scope... scopes) {
        return bot(org, bot, Optional.of(session()), scopes);
    }

    public static Caller admin(OrgId org) {
        return new Caller.OrgAdmin(org, Optional.of(session()));
    }

    private static Caller.Bot bot(TestOrg org, BotSummary bot, Optional<SessionInfo> session, Scope... scopes) {
        EnumSet<Scope> allowed = scopes.length == 0 ? EnumSet.of(Scope.FULL) : EnumSet.copyOf(List.of(scopes));
        return new Caller.Bot(org.id(), bot.id(), bot.name(), bot.authRole(), allowed, session, Optional.empty());
    }

    private static SessionInfo session() {
        return new SessionInfo("secret", "00112233445566ff", Optional.of("Grace"), Instant.EPOCH);
    }

    private Mono<Caller> admit(String ticket) {
        return admission
                .then(Mono.justOrEmpty(callers.get(ticket)))
                .switchIfEmpty(Mono.error(() -> HubException.of(ErrorCode.INVALID_TICKET, "Unknown ticket")));
    }

    @Override
    public void close() {
        api.stop(Duration.ofSeconds(1));
    }

    /** Knows callers by tokens alone, those with a session included. */
    private final class MadeUp implements Authenticator {

        @Override
        public Mono<Session> session(String cookie) {
            return Mono.empty();
        }

        @Override
        public Mono<Caller> authenticate(Credentials credentials) {
            return Mono.justOrEmpty(callers.get(credentials.bearer().orElseThrow()))
                    .switchIfEmpty(Mono.error(() -> HubException.of(ErrorCode.INVALID_TOKEN, "Unknown token")));
        }
    }
}
