package dev.parley.server.file;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * The few threads on which files are read and written. They are never interrupted, which would close the file at hand. What
 * waits for them is bounded by the open connections: each has one piece of work here at a time.
 */
final class Disk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Disk.class);
    private static final int THREADS = 4;
    private static final long CLOSE_SECONDS = 10;

    private final ExecutorService threads;

    Disk() {
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "disk-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Does blocking work when subscribed; a result of null completes empty. What was asked for is done even if nobody waits
     * for it any more, so it can release what it was given. An {@link IOException} is logged and comes out as
     * {@code STORAGE_ERROR}.
     */
    <T> Mono<T> call(Callable<T> work) {
        return Mono.create(sink -> threads.execute(() -> {
            try {
                sink.success(work.call());
            } catch (IOException e) {
                LOG.error("a file cannot be read or written", e);
                sink.error(HubException.of(
                        ErrorCode.STORAGE_ERROR, "The file storage failed; try again later or tell the operator"));
            } catch (Exception e) {
                sink.error(e);
            }
        }));
    }

    /** Work without a result. */
    Mono<Void> run(Work work) {
        return call(() -> {
            work.run();
            return null;
        });
    }

    /** Ends when everything asked for is done. */
    @Override
    public void close() throws InterruptedException {
        threads.shutdown();
        if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("gave up on work with files after {} s", CLOSE_SECONDS);
        }
    }

    /** Something that may block and fail. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }
}
