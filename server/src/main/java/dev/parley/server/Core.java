package dev.parley.server;

import dev.parley.config.RedisUrl;
import dev.parley.config.Settings;
import dev.parley.persistence.Database;
import dev.parley.persistence.bot.SqlBotRepository;
import dev.parley.persistence.cursor.SqlCursorRepository;
import dev.parley.persistence.journal.SqlJournalRepository;
import dev.parley.server.cluster.NodeBus;
import dev.parley.server.cluster.Notices;
import dev.parley.server.fanout.Fanout;
import dev.parley.server.fanout.TracedFanout;
import dev.parley.server.feed.Feed;
import dev.parley.server.file.PushLinks;
import dev.parley.server.file.ShareLinks;
import dev.parley.server.journal.CommitListener;
import dev.parley.server.journal.Following;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.Rendering;
import dev.parley.server.metrics.MetricsServer;
import dev.parley.server.presence.HubPresence;
import dev.parley.server.receipt.Deliveries;
import dev.parley.server.receipt.DeliveryStore;
import dev.parley.server.receipt.FeedGaps;
import dev.parley.server.redis.Redis;
import dev.parley.server.redis.RedisBus;
import dev.parley.server.search.Search;
import dev.parley.server.search.SearchIndexer;
import dev.parley.server.search.Unindexed;
import dev.parley.server.trace.OtlpExporter;
import dev.parley.server.trace.Tracer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;

/**
 * What every feature is built on: the database, the journal that writes to it, what reads it out and makes it searchable,
 * who has read what.
 */
record Core(
        Settings settings,
        Clock clock,
        Database database,
        Optional<Redis> redis,
        Journal journal,
        Feed feed,
        Rendering rendering,
        Deliveries deliveries,
        Fanout fanout,
        UUID node,
        HubPresence presence,
        Following following,
        Notices notices,
        Search search,
        ShareLinks links,
        Tracer tracer,
        PrometheusMeterRegistry registry,
        Jobs jobs,
        Closer closer) {

    private static final Duration OPEN = Duration.ofSeconds(30);

    private static final Duration TRY_REDIS = Duration.ofSeconds(5);

    private static final Duration COMPACT = Duration.ofSeconds(1);

    /** Before old entries go from the journal. */
    private static final Duration FIRST_VISIT = Duration.ofSeconds(1);

    /** After old messages went. */
    private static final Duration FIRST_PRUNING = Duration.ofMinutes(5);

    private static final Duration VISIT = Duration.ofHours(6);

    /** Opens the database, blocking until its schema is up to date. */
    static Core open(Settings settings, Clock clock, LoopResources loops, Closer closer) {
        PrometheusMeterRegistry registry = MetricsServer.registry();
        closer.add("metrics registry", registry::close);
        closer.add("collector metrics", MetricsServer.watchCollector(registry));
        Optional<OtlpExporter> traces = traces(settings, loops, registry, closer);
        Tracer tracer = traces.map(exporter -> exporter.tracer(clock)).orElse(Tracer.OFF);
        // The thread that starts the process has nothing else to do until there is a schema.
        Database database = Storage.open(settings.database()).block(OPEN);
        closer.add("database", database.close());
        MetricsServer.watch(registry, database);
        Optional<Redis> redis = settings.redis().map(url -> redis(url, registry, closer));
        ShareLinks links = ShareLinks.of(settings.security().adminSecret(), clock);
        Rendering rendering = settings.http()
                .publicUrl()
                .<Rendering>map(base -> new PushLinks(base.toString(), links))
                .orElse(Rendering.AS_STORED);
        Feed feed = new Feed(database, new SqlJournalRepository());
        Deliveries deliveries = deliveries(database, feed, clock);
        Fanout fanout = new Fanout(registry, rendering, deliveries);
        Unindexed unindexed = new Unindexed();
        CommitListener listener = fanout.andThen(feed::committed);
        CommitListener told = tracer.isOn() ? new TracedFanout(listener, tracer) : listener;
        Membership membership = bus(settings, redis, closer)
                .map(bus -> Membership.join(database, bus, fanout, told, clock, registry, closer))
                .orElseGet(() -> Membership.alone(fanout, told, closer));
        Jobs jobs = membership.jobs();
        traces.ifPresent(exporter -> jobs.every(OtlpExporter.PERIOD, "exporting traces", exporter.export()));
        Journal journal = new Journal(database, clock, membership.commits().andThen(unindexed::committed), registry);
        Search search = Search.over(database, unindexed, registry, clock);
        jobs.every(
                SearchIndexer.PERIOD,
                "indexing what can be searched",
                search.indexer().run());
        jobs.inTurn(
                FIRST_VISIT,
                VISIT,
                "indexing what was left over",
                search.indexer().visitAll());
        jobs.inTurn(
                FIRST_PRUNING,
                VISIT,
                "taking what is gone out of the index",
                search.pruning().run());
        jobs.every(COMPACT, "compacting the database", database.compact());
        jobs.every(Deliveries.STORE, "storing what was delivered", deliveries.store());
        jobs.every(Deliveries.NOTE_LIVE, "noting what open connections delivered", deliveries.noteLive());
        closer.add("deliveries", deliveries.store());
        return new Core(
                settings,
                clock,
                database,
                redis,
                journal,
                feed,
                rendering,
                deliveries,
                fanout,
                membership.node(),
                membership.presence(),
                membership.following(),
                membership.notices(),
                search,
                links,
                tracer,
                registry,
                jobs,
                closer);
    }

    /** Waits until it answers or is known to be away, and no longer than a hub can begin without it. */
    private static Redis redis(RedisUrl url, MeterRegistry registry, Closer closer) {
        Redis redis = Redis.open(url, registry);
        closer.add("Redis", redis.close());
        redis.tried().timeout(TRY_REDIS, Mono.empty()).block();
        return redis;
    }

    /** Redis, where several nodes share it; empty where everything stays in this process. */
    Optional<Redis> sharedRedis() {
        return redis.filter(it -> settings.isCluster());
    }

    /** Between the nodes that share a PostgreSQL and a Redis. */
    private static Optional<NodeBus> bus(Settings settings, Optional<Redis> redis, Closer closer) {
        return redis.filter(it -> settings.isCluster()).map(it -> {
            RedisBus bus = new RedisBus(it);
            closer.add("bus between nodes", bus::close);
            return bus;
        });
    }

    /** Empty where nothing is traced. What is still to be exported is when all else is closed. */
    private static Optional<OtlpExporter> traces(
            Settings settings, LoopResources loops, MeterRegistry registry, Closer closer) {
        return settings.tracing().spans().map(endpoint -> {
            OtlpExporter exporter = OtlpExporter.open(settings.tracing(), endpoint, Version.NUMBER, loops, registry);
            closer.add("traces", exporter.close());
            return exporter;
        });
    }

    private static Deliveries deliveries(Database database, Feed feed, Clock clock) {
        FeedGaps gaps = new FeedGaps(database, new SqlBotRepository(), feed);
        return new Deliveries(new DeliveryStore(database, new SqlCursorRepository(), gaps), clock);
    }
}
