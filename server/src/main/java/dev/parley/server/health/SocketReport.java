package dev.parley.server.health;

import dev.parley.protocol.BotId;
import dev.parley.server.fanout.Connection;
import dev.parley.server.fanout.Fanout;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What {@code GET /health} tells the operator about the open sockets of this node. */
public final class SocketReport {

    private static final int TOP_BOTS = 10;
    private static final long MINUTE_MILLIS = 60_000;

    private final Fanout fanout;
    private final MeterRegistry registry;
    private final Clock clock;

    public SocketReport(Fanout fanout, MeterRegistry registry, Clock clock) {
        this.fanout = fanout;
        this.registry = registry;
        this.clock = clock;
    }

    Map<String, Object> now() {
        List<Connection> open = fanout.all();
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("by_type", byType(open));
        report.put("by_bot", byBot(open));
        report.put("by_age", byAge(open));
        report.put(
                "not_alive",
                open.stream().filter(connection -> !connection.isAlive()).count());
        report.put("reconnect_rate_5m", openedWithin(open, 5 * MINUTE_MILLIS));
        report.put("ws_metrics", counters());
        return report;
    }

    private static Map<String, Object> byType(List<Connection> open) {
        long tokens = open.stream().filter(Connection::countsForPresence).count();
        Map<String, Object> byType = new LinkedHashMap<>();
        byType.put("bot_token", tokens);
        byType.put("session", open.size() - tokens);
        return byType;
    }

    private static List<Map<String, Object>> byBot(List<Connection> open) {
        Map<BotId, Long> counts = open.stream()
                .flatMap(connection -> connection.bot().stream())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        return counts.entrySet().stream()
                .sorted(Map.Entry.<BotId, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(TOP_BOTS)
                .map(entry -> Map.<String, Object>of("bot_id", entry.getKey(), "count", entry.getValue()))
                .toList();
    }

    private Map<String, Object> byAge(List<Connection> open) {
        Map<String, Object> byAge = new LinkedHashMap<>();
        long minute = openedWithin(open, MINUTE_MILLIS);
        long tenMinutes = openedWithin(open, 10 * MINUTE_MILLIS);
        long hour = openedWithin(open, 60 * MINUTE_MILLIS);
        byAge.put("under_1m", minute);
        byAge.put("under_10m", tenMinutes - minute);
        byAge.put("under_1h", hour - tenMinutes);
        byAge.put("over_1h", open.size() - hour);
        return byAge;
    }

    private long openedWithin(List<Connection> open, long millis) {
        long since = clock.millis() - millis;
        return open.stream()
                .filter(connection -> connection.openedAtMillis() > since)
                .count();
    }

    private Map<String, Object> counters() {
        Map<String, Object> counters = new LinkedHashMap<>();
        counters.put("ops_total", count("parley.ws.operations"));
        counters.put("acks_total", count("parley.ws.acks"));
        counters.put("errors_total", count("parley.ws.errors"));
        counters.put("conflicts_total", count("parley.ws.conflicts"));
        counters.put("rate_limited_total", count("parley.ws.rate.limited"));
        return counters;
    }

    private long count(String name) {
        return (long) registry.counter(name).count();
    }
}
