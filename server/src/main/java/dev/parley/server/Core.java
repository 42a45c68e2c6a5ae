package dev.parley.server;

import dev.parley.config.Settings;
import dev.parley.persistence.Database;
import dev.parley.server.fanout.Fanout;
import dev.parley.server.file.PushLinks;
import dev.parley.server.file.ShareLinks;
import dev.parley.server.journal.Journal;
import dev.parley.server.metrics.MetricsServer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.Duration;

/** What every feature is built on: the database, the journal that writes to it, the fan-out that reads it out. */
record Core(
        Settings settings,
        Clock clock,
        Database database,
        Journal journal,
        Fanout fanout,
        ShareLinks links,
        PrometheusMeterRegistry registry,
        Jobs jobs,
        Closer closer) {

    private static final Duration OPEN = Duration.ofSeconds(30);

    /** Opens the database, blocking until its schema is up to date. */
    static Core open(Settings settings, Clock clock, Closer closer) {
        PrometheusMeterRegistry registry = MetricsServer.registry();
        closer.add("metrics registry", registry::close);
        closer.add("collector metrics", MetricsServer.watchCollector(registry));
        // The thread that starts the process has nothing else to do until there is a schema.
        Database database = Storage.open(settings.database()).block(OPEN);
        closer.add("database", database.close());
        MetricsServer.watch(registry, database);
        ShareLinks links = ShareLinks.of(settings.security().adminSecret(), clock);
        Fanout fanout = settings.http()
                .publicUrl()
                .map(base -> new Fanout(registry, new PushLinks(base.toString(), links)))
                .orElseGet(() -> new Fanout(registry));
        Journal journal = new Journal(database, clock, fanout, registry);
        Jobs jobs = new Jobs();
        closer.add("jobs", jobs);
        return new Core(settings, clock, database, journal, fanout, links, registry, jobs, closer);
    }
}
