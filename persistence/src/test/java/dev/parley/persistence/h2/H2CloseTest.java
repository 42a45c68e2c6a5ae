package dev.parley.persistence.h2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Hooks;

/** The embedded database is closed in the midst of work. */
class H2CloseTest {

    private static final int ROUNDS = 20;

    private final List<Throwable> dropped = new CopyOnWriteArrayList<>();

    @TempDir
    private Path directory;

    @BeforeEach
    void watch() {
        Hooks.onErrorDropped(dropped::add);
    }

    @AfterEach
    void unwatch() {
        Hooks.resetOnErrorDropped();
    }

    @Test
    void workInProgressIsDoneBeforeTheDatabaseIsClosed() {
        Database first = open();
        first.execute("CREATE TABLE numbers (n integer)").block();
        first.close().block();
        for (int round = 0; round < ROUNDS; round++) {
            Database database = open();
            List<CompletableFuture<Long>> running = IntStream.range(0, 10)
                    .mapToObj(n ->
                            database.execute("INSERT INTO numbers VALUES (1)").toFuture())
                    .toList();
            database.close().block();
            assertThat(running).allSatisfy(insert -> assertThat(insert).isCompletedWithValue(1L));
        }
        assertThat(dropped).isEmpty();
    }

    private Database open() {
        return H2Database.open(directory).block();
    }
}
