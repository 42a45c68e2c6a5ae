package dev.parley.server.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.thread.ThreadHub.Scene;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message costs the database must not depend on how many receive it. */
class ThreadCostTest {

    @RegisterExtension
    static final ThreadHub HUB = new ThreadHub();

    private final Scene scene = HUB.scene();

    @ParameterizedTest
    @ValueSource(ints = {2, 500})
    void aMessageInTheSteadyStateIsThreeRowsAndOneUpdateWithoutARead(int participants) {
        String thread = threadOf(participants);
        scene.as(scene.ada).post(thread + "/messages", "{'content':'the lane gets to know the thread'}");
        HUB.statements();
        scene.as(scene.ada).post(thread + "/messages", "{'content':'@bot1 @all hi'}");

        assertThat(HUB.statements())
                .hasSize(6)
                .anyMatch(sql -> sql.contains("FOR UPDATE"))
                .contains(
                        "1 x journal",
                        "1 x messages",
                        "1 x audit_messages",
                        "UPDATE threads SET last_activity_at = $3" + " WHERE org_id = $1 AND id = $2")
                .anyMatch(sql -> sql.startsWith("UPDATE org_positions"));
    }

    @Test
    void messagesOfOneBatchShareTheUpdateOfTheirThread() {
        String messages = threadOf(2) + "/messages";
        scene.as(scene.ada).post(messages, "{'content':'the lane gets to know the thread'}");
        HUB.statements();
        List<CompletableFuture<Integer>> sending = IntStream.range(0, 64)
                .mapToObj(i -> CompletableFuture.supplyAsync(() ->
                        scene.as(scene.ada).post(messages, "{'content':'m'}").status()))
                .toList();

        assertThat(sending.stream().map(CompletableFuture::join)).containsOnly(200);
        List<String> statements = HUB.statements();
        long batches =
                statements.stream().filter(sql -> sql.contains("FOR UPDATE")).count();
        long updates = statements.stream()
                .filter(sql -> sql.startsWith("UPDATE threads"))
                .count();
        assertThat(updates).isEqualTo(batches);
    }

    @Test
    void aThreadOfManyIsBegunWithAHandfulOfStatements() {
        threadOf(500);

        List<String> statements = HUB.statements();
        assertThat(statements).contains("500 x members", "501 x journal", "1 x threads");
        assertThat(statements).hasSizeLessThanOrEqualTo(9);
    }

    /** Ada and as many more as it takes. */
    private String threadOf(int participants) {
        String others = IntStream.range(1, participants)
                .mapToObj(i -> "'" + scene.org.bot("bot" + i).id() + "'")
                .collect(Collectors.joining(","));
        HUB.statements();
        return scene.thread("{'topic':'t','participants':[" + others + "]}");
    }
}
