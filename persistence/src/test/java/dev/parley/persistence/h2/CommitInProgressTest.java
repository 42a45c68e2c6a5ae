package dev.parley.persistence.h2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Nobody is told of what a killed process would have lost. */
class CommitInProgressTest {

    private static final String READ = "SELECT n FROM t ORDER BY n LIMIT 10";
    private static final Duration SOME_TIME = Duration.ofMillis(300);

    @TempDir
    Path directory;

    private final CountDownLatch diskIsBack = new CountDownLatch(1);
    private final CountDownLatch diskIsAway = new CountDownLatch(1);
    private Database database;
    private Connection observer;
    private Thread disk;

    @BeforeEach
    void open() throws Exception {
        database = H2Database.open(directory).block();
        database.execute("CREATE TABLE t (n integer)").block();
        database.execute("CREATE TABLE schema_versions (n integer)").block();
        observer = DriverManager.getConnection("jdbc:h2:async:" + directory.resolve("parley") + H2Database.OPTIONS);
        MVStore store = H2File.store(observer);
        disk = new Thread(() -> store.executeFilestoreOperation(this::stall));
        disk.start();
        diskIsAway.await();
    }

    @AfterEach
    void close() throws Exception {
        diskIsBack.countDown();
        disk.join();
        observer.close();
        database.close().block();
    }

    @Test
    void whatIsReadDuringACommitIsEmittedAfterIt() throws Exception {
        CountDownLatch isRead = new CountDownLatch(1);
        CompletableFuture<Long> written = insert();

        CompletableFuture<List<Long>> read = database.list(READ, row -> {
                    isRead.countDown();
                    return row.number("n");
                })
                .toFuture();
        isRead.await();
        assertThat(read).isNotDone();
        StepVerifier.create(Mono.fromFuture(read, true))
                .expectSubscription()
                .expectNoEvent(SOME_TIME)
                .thenCancel()
                .verify();

        diskIsBack.countDown();
        assertThat(read.get()).containsExactly(1L);
        assertThat(written.get()).isEqualTo(1);
    }

    @Test
    void aSnapshotThatBeginsDuringACommitIsShownAfterIt() throws Exception {
        CompletableFuture<Long> written = insert();
        CompletableFuture<List<List<Long>>> read = database.snapshot(snapshot -> {
                    assertThat(diskIsBack.getCount()).isZero();
                    return snapshot.list(READ, row -> row.number("n")).flux();
                })
                .collectList()
                .toFuture();
        StepVerifier.create(Mono.fromFuture(read, true))
                .expectSubscription()
                .expectNoEvent(SOME_TIME)
                .thenCancel()
                .verify();

        diskIsBack.countDown();
        assertThat(read.get()).containsExactly(List.of(1L));
        assertThat(written.get()).isEqualTo(1);
    }

    /** What it inserts is there for everybody, but not on the disk. */
    private CompletableFuture<Long> insert() throws SQLException {
        CompletableFuture<Long> written =
                database.execute("INSERT INTO t VALUES (1)").toFuture();
        while (!isVisible()) {
            Thread.onSpinWait();
        }
        return written;
    }

    private boolean isVisible() throws SQLException {
        try (ResultSet rows = observer.createStatement().executeQuery("SELECT count(*) FROM t")) {
            rows.next();
            return rows.getLong(1) == 1;
        }
    }

    /** As a disk that takes long to write. */
    private void stall() {
        diskIsAway.countDown();
        try {
            diskIsBack.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
