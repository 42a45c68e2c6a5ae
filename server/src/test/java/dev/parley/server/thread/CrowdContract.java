package dev.parley.server.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.bot.BotSummary;
import dev.parley.server.testing.DatabaseDump;
import dev.parley.server.testing.TestSocket;
import dev.parley.server.thread.ThreadHub.Scene;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens in a thread costs the database the same, however many are connected and receive it. */
interface CrowdContract {

    Map<String, Long> ROWS_OF_A_MESSAGE = Map.of(
            "+ journal", 1L,
            "+ messages", 1L,
            "+ audit_messages", 1L,
            "- threads", 1L,
            "+ threads", 1L,
            "- org_positions", 1L,
            "+ org_positions", 1L);

    ThreadHub hub();

    @Test
    default void fiveHundredCostNoMoreThanTwo() {
        Map<String, Cost> ofTwo = costs(2);
        assertThat(ofTwo.get("message").rows()).isEqualTo(ROWS_OF_A_MESSAGE);
        assertThat(costs(50)).isEqualTo(ofTwo);
        assertThat(costs(500)).isEqualTo(ofTwo);
    }

    /** What each kind of change costs in a thread of so many participants, each of whom has received it. */
    private Map<String, Cost> costs(int participants) {
        Scene scene = hub().scene();
        List<BotSummary> bots = new ArrayList<>(List.of(scene.ada));
        IntStream.range(1, participants).forEach(i -> bots.add(scene.org.bot("bot" + i)));
        String thread = thread(scene, bots);
        List<TestSocket> sockets = bots.stream().map(scene::join).toList();
        Client ada = scene.as(scene.ada);
        Map<String, Cost> costs = new LinkedHashMap<>();
        ada.post(thread + "/messages", "{'content':'the lane gets to know the thread'}");
        costs.put("message", cost(sockets, "thread_message", () -> {
            assertThat(ada.post(thread + "/messages", "{'content':'@all hi'}").status())
                    .isEqualTo(200);
        }));
        costs.put("artifact", cost(sockets, "thread_artifact", () -> {
            ada.post(thread + "/artifacts", "{'artifact_key':'note','content':'a'}");
        }));
        costs.put("artifact's version", cost(sockets, "thread_artifact", () -> {
            ada.patch(thread + "/artifacts/note", "{'content':'b'}");
        }));
        costs.put("status", cost(sockets, "thread_updated", () -> {
            ada.patch(thread, "{'status':'blocked'}");
        }));
        return costs;
    }

    private static String thread(Scene scene, List<BotSummary> bots) {
        return scene.thread(bots.stream()
                .skip(1)
                .map(bot -> "'" + bot.id() + "'")
                .collect(Collectors.joining(",", "{'topic':'crowd','participants':[", "]}")));
    }

    private Cost cost(List<TestSocket> sockets, String event, Runnable change) {
        sockets.forEach(TestSocket::drain);
        hub().hub().clock.advance(Duration.ofSeconds(1));
        Map<String, List<String>> before = hub().dump();
        hub().statements();
        change.run();
        sockets.forEach(
                socket -> assertThat(socket.next().path("type").asString()).isEqualTo(event));
        List<String> statements = hub().statements();
        List<String> rows = DatabaseDump.difference(before, hub().dump());
        return new Cost(
                statements,
                rows.stream()
                        .map(row -> row.substring(0, row.indexOf(':')).toLowerCase(Locale.ROOT))
                        .collect(Collectors.groupingBy(table -> table, TreeMap::new, Collectors.counting())));
    }

    /**
     * What the database was asked.
     *
     * @param statements as {@link ThreadHub#statements} has them
     * @param rows how many came (+), went (-) or changed (both), by table
     */
    record Cost(List<String> statements, Map<String, Long> rows) {}
}
