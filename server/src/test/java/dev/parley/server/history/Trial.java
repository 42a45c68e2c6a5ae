package dev.parley.server.history;

import dev.parley.server.client.HubClient;
import dev.parley.server.testing.TestOrg;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** One run: two organisations on one hub, their writers and listeners, and what is done to the hub meanwhile; then the verdict. */
final class Trial {

    private static final int ORGANISATIONS = 2;

    /** How long a listener may take when nothing happens any more; a webhook that failed three times is tried after 30 s. */
    private static final long PATIENCE_SECONDS = 90;

    private final Complaints complaints = new Complaints();
    private final Progress progress = new Progress();
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "history");
        thread.setDaemon(true);
        return thread;
    });
    private final Plan plan;
    private final List<Camp> camps;

    /** Settles the organisations on a hub whose operator's secret this is. */
    Trial(Plan plan, Nodes nodes, String adminSecret) {
        this.plan = plan;
        Random random = new Random(plan.seed());
        HubClient hub = HubClient.at(nodes.any(random));
        camps = IntStream.range(0, ORGANISATIONS)
                .mapToObj(i -> TestOrg.create(hub, adminSecret, "history " + i).unlimited())
                .map(org -> new Camp(plan, nodes, org, plan.receivers() / ORGANISATIONS, complaints, random))
                .toList();
        int quota = (plan.entries() + plan.writers() - 1) / plan.writers();
        IntStream.range(0, plan.writers())
                .forEach(i -> camps.get(i % ORGANISATIONS).addWriter(i, quota, progress));
    }

    /** Lets everything happen, and judges it. */
    Facts run(Chaos chaos) {
        long begin = System.nanoTime();
        List<CompletableFuture<Void>> listening = start(listeners());
        List<CompletableFuture<Void>> writing =
                start(camps.stream().flatMap(camp -> camp.writers().stream()).toList());
        CompletableFuture<Integer> striking = CompletableFuture.supplyAsync(() -> chaos.strike(progress), threads);
        writing.forEach(CompletableFuture::join);
        progress.end();
        int strikes = striking.join();
        long written = System.nanoTime();
        camps.forEach(Camp::end);
        awaitEnd(listening);
        long told = System.nanoTime();
        camps.forEach(Camp::judge);
        threads.shutdownNow();
        return new Facts(
                plan,
                camps.stream().mapToInt(Camp::entries).sum(),
                progress,
                listeners().stream()
                        .map(Listener::received)
                        .mapToLong(Received::size)
                        .sum(),
                listeners().stream()
                        .map(Listener::received)
                        .mapToLong(Received::repeats)
                        .sum(),
                listeners().stream().mapToInt(Listener::cuts).sum(),
                strikes,
                TimeUnit.NANOSECONDS.toMillis(written - begin),
                TimeUnit.NANOSECONDS.toMillis(told - written),
                complaints);
    }

    private List<Listener> listeners() {
        return camps.stream()
                .flatMap(camp -> camp.ears().stream())
                .map(Camp.Ear::listener)
                .toList();
    }

    private List<CompletableFuture<Void>> start(List<? extends Runnable> tasks) {
        return tasks.stream()
                .map(task -> CompletableFuture.runAsync(task, threads))
                .toList();
    }

    /** Whoever does not come to the end is judged by what is missing. */
    private void awaitEnd(List<CompletableFuture<Void>> listening) {
        CompletableFuture<Void> all = CompletableFuture.allOf(listening.toArray(CompletableFuture[]::new));
        boolean inTime = all.completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .thenApply(end -> listening.stream().allMatch(CompletableFuture::isDone))
                .join();
        if (!inTime) {
            IntStream.range(0, listening.size())
                    .filter(i -> !listening.get(i).isDone())
                    .forEach(i -> complaints.add(
                            "%s waits in vain behind %d",
                            listeners().get(i).received(),
                            listeners().get(i).received().last()));
        }
    }
}
