package dev.parley.server.history;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Checks a hub for long: prints what happened, and what was wrong, and exits with 1 if anything was. The hub is one that runs
 * ({@code --url}, several with commas between), or the jar named by {@code -Dparley.jar=}, which is killed and started again.
 */
final class HistoryChecker {

    private static final String USAGE = """
            --entries 100000     how much is written
            --writers 10         half of them by WebSocket
            --receivers 24       by all doors in turn
            --seed 1             decides all that is decided by chance
            --longest-line 2000  after how many entries at most a receiver breaks off
            --mishaps-every 1000 deliveries to a webhook, on average, of which one goes wrong
            --url URL[,URL]      of hubs that run, which may post to webhooks on this machine, and
            --admin-secret TEXT  their operator's secret; otherwise a hub is started, and
            --kill-every 2500    it is killed after so many acknowledged entries, on average
            --database URL       its PostgreSQL, not the embedded database
            """;

    private final Map<String, String> options = new HashMap<>();

    private HistoryChecker(String... arguments) {
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length || !USAGE.contains(arguments[i] + " ")) {
                throw new IllegalArgumentException(USAGE);
            }
            options.put(arguments[i], arguments[i + 1]);
        }
    }

    /** Runs with such options as the usage tells. */
    public static void main(String... arguments) throws IOException {
        Facts facts = new HistoryChecker(arguments).check();
        System.out.println(facts);
        facts.complaints().first().forEach(System.out::println);
        System.exit(facts.complaints().count() == 0 ? 0 : 1);
    }

    private Facts check() throws IOException {
        Plan plan = new Plan(
                number("--seed", 1),
                number("--entries", 100_000),
                number("--writers", 10),
                number("--receivers", 24),
                number("--longest-line", 2_000),
                number("--mishaps-every", 1_000));
        String urls = options.get("--url");
        if (urls != null) {
            Nodes nodes = new Nodes(Stream.of(urls.split(",")).map(URI::create).toList());
            return new Trial(plan, nodes, options.get("--admin-secret")).run(Chaos.NONE);
        }
        Path data = Files.createTempDirectory("parley-history");
        Random random = new Random(plan.seed());
        try (KilledHub hub = new KilledHub(data, settings(), random, number("--kill-every", 2_500))) {
            return new Trial(plan, hub.nodes(), hub.adminSecret()).run(hub);
        }
    }

    private Map<String, String> settings() {
        String database = options.get("--database");
        return database == null ? Map.of() : Map.of("HXA_CONNECT_DATABASE_URL", database);
    }

    private int number(String option, int otherwise) {
        return Integer.parseInt(options.getOrDefault(option, String.valueOf(otherwise)));
    }
}
