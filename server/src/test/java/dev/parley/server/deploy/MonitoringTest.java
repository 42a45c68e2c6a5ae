package dev.parley.server.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.TestRedis;
import dev.parley.protocol.Json;
import dev.parley.server.client.HubClient;
import dev.parley.server.testing.Eventually;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What watches over a hub: Prometheus's rules fire when they should, and everything they and Grafana look at is there. */
class MonitoringTest {

    private static final Path PROMETHEUS = Path.of("..", "deploy", "prometheus");
    private static final Path DASHBOARD = Path.of("..", "deploy", "grafana", "parley.json");
    private static final Pattern METRIC = Pattern.compile("\\b(?:parley|http|jvm|process|system)_[a-z0-9_]+");
    private static final int GRID_WIDTH = 24;

    @RegisterExtension
    static final TestHub HUB = TestHub.onPostgres()
            .with("REDIS_URL", TestRedis.url())
            .with("HXA_CONNECT_METRICS_PORT", String.valueOf(Ports.free().http()));

    @Test
    void theRulesFireWhenTheyShould() {
        String promtool = Program.find("promtool", "prometheus");
        assertThat(Program.run(PROMETHEUS, List.of(promtool, "check", "config", "prometheus.yml")))
                .contains("SUCCESS");
        assertThat(Program.run(PROMETHEUS, List.of(promtool, "test", "rules", "alerts_test.yml")))
                .contains("SUCCESS");
    }

    @Test
    void everyRuleIsTested() throws IOException {
        Set<String> rules = found("alert: (\\w+)", Files.readString(PROMETHEUS.resolve("alerts.yml")));
        String tests = Files.readString(PROMETHEUS.resolve("alerts_test.yml"));
        assertThat(rules).hasSizeGreaterThan(10);
        assertThat(found("alertname: (\\w+)\\n +exp_alerts", tests)).isEqualTo(rules);
        assertThat(found("eval_time: 50m, alertname: (\\w+) }", tests)).isEqualTo(rules);
    }

    @Test
    void whatIsLookedAtIsMeasured() throws IOException {
        TestOrg org = HUB.org();
        org.bot("writer").sendTo(org.bot("reader"), "hello");
        // Its pauses are measured once there was one.
        System.gc();
        HubClient metrics = HubClient.local(HUB.hub().metricsPort());
        String scrape = Eventually.get(() -> metrics.get("/metrics").body(), text -> text.contains("jvm_gc_pause"));
        Set<String> measured = found("(?m)^(\\w+)[{ ]", scrape);
        String rules = Files.readString(PROMETHEUS.resolve("alerts.yml"));
        String dashboard = Files.readString(DASHBOARD);

        for (String text : List.of(rules, dashboard)) {
            assertThat(METRIC.matcher(text).results().map(MatchResult::group))
                    .isNotEmpty()
                    .allSatisfy(metric -> assertThat(measured).contains(metric));
            Set<String> buckets = found("\\ble=\\\\?\"([\\d.]+)", text);
            assertThat(found("http_server_requests_seconds_bucket\\{[^}]*le=\"([\\d.]+)", scrape))
                    .containsAll(buckets);
        }
        assertThat(scrape).contains("quantile=\"0.99\"").doesNotContain("NaN");
    }

    @Test
    void theDashboardIsWellFormed() throws IOException {
        JsonNode dashboard = Json.parse(Files.readString(DASHBOARD)).orElseThrow();
        List<JsonNode> panels = dashboard.path("panels").valueStream().toList();
        assertThat(panels).extracting(panel -> panel.path("id").asInt()).doesNotHaveDuplicates();
        Set<String> taken = new HashSet<>();
        assertThat(panels).allSatisfy(panel -> assertThat(cells(panel.path("gridPos")))
                .allSatisfy(cell -> assertThat(taken.add(cell)).isTrue()));
        assertThat(panels)
                .filteredOn(panel -> !panel.path("type").asString().equals("row"))
                .allSatisfy(panel -> {
                    assertThat(panel.path("description").asString()).isNotEmpty();
                    assertThat(panel.path("targets")).isNotEmpty();
                });
    }

    /** The places it takes. */
    private static Stream<String> cells(JsonNode place) {
        int right = place.path("x").asInt() + place.path("w").asInt();
        assertThat(right).isLessThanOrEqualTo(GRID_WIDTH);
        return Stream.iterate(place.path("x").asInt(), x -> x < right, x -> x + 1)
                .flatMap(x -> Stream.iterate(
                                place.path("y").asInt(),
                                y -> y
                                        < place.path("y").asInt()
                                                + place.path("h").asInt(),
                                y -> y + 1)
                        .map(y -> x + "," + y));
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }
}
