package dev.parley.server.testing;

import dev.parley.server.client.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Requests that are made again and again, each kind by a thread of its own, while a test changes something. */
public final class RequestStream implements AutoCloseable {

    /** Requests of each kind before and after the change. */
    private static final int ENOUGH = 5;

    private static final long PATIENCE_SECONDS = 30;

    private final ExecutorService threads;
    private final List<Kind> kinds = new ArrayList<>();
    private volatile boolean stopped;
    private volatile long markedAt = Long.MAX_VALUE;

    private RequestStream(List<Supplier<Answer>> requests) {
        threads = Executors.newFixedThreadPool(requests.size());
        requests.forEach(request -> kinds.add(new Kind(request)));
        kinds.forEach(threads::execute);
    }

    public static RequestStream of(List<Supplier<Answer>> requests) {
        return new RequestStream(requests);
    }

    /** Waits until requests of every kind have succeeded. */
    public void awaitSuccesses() {
        kinds.forEach(kind -> await(kind.successes));
    }

    /** Whatever begins from now on must know of the change which that answer confirmed. */
    public void mark(Answer confirmed) {
        if (confirmed.status() >= 300) {
            throw new IllegalStateException("Not changed: " + confirmed);
        }
        markedAt = System.nanoTime();
    }

    /** Waits for requests of every kind that began after the mark; what was answered to them. Then the stream ends. */
    public List<Answer> afterTheMark() {
        kinds.forEach(kind -> await(kind.afterTheMark));
        close();
        return kinds.stream()
                .flatMap(kind -> kind.answers.stream())
                .filter(timed -> timed.begunAt() - markedAt > 0)
                .map(Timed::answer)
                .toList();
    }

    /** What was answered since the stream began. */
    public List<Answer> everything() {
        return kinds.stream()
                .flatMap(kind -> kind.answers.stream())
                .map(Timed::answer)
                .toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("Too few requests came through");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Waits for the requests that are under way. */
    @Override
    public void close() {
        stopped = true;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("A request hangs");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private record Timed(long begunAt, Answer answer) {}

    /** One kind of request, made until the stream ends. */
    private final class Kind implements Runnable {

        private final Supplier<Answer> request;
        private final Queue<Timed> answers = new ConcurrentLinkedQueue<>();
        private final CountDownLatch successes = new CountDownLatch(ENOUGH);
        private final CountDownLatch afterTheMark = new CountDownLatch(ENOUGH);

        Kind(Supplier<Answer> request) {
            this.request = request;
        }

        @Override
        public void run() {
            while (!stopped) {
                long begunAt = System.nanoTime();
                boolean late = markedAt != Long.MAX_VALUE && begunAt - markedAt > 0;
                Answer answer = request.get();
                answers.add(new Timed(begunAt, answer));
                if (late) {
                    afterTheMark.countDown();
                } else if (answer.status() < 300) {
                    successes.countDown();
                }
            }
        }
    }
}
