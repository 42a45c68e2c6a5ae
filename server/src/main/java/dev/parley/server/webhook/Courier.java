package dev.parley.server.webhook;

import dev.parley.persistence.Queries;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.journal.StoredEntry;
import dev.parley.persistence.webhook.Webhook;
import dev.parley.persistence.webhook.WebhookDelivery;
import dev.parley.persistence.webhook.WebhookDeliveryRepository;
import dev.parley.persistence.webhook.WebhookProgress;
import dev.parley.protocol.webhook.WebhookBody;
import dev.parley.protocol.webhook.WebhookSecret;
import dev.parley.server.journal.Rendering;
import dev.parley.server.trace.Span;
import dev.parley.server.trace.Tracer;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Posts single entries, and sees to it that what became of them is stored. */
final class Courier {

    private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

    /** How long a healthy receiver may take before it leaves its place to others. */
    static final Duration SLOW = Duration.ofSeconds(1);

    /** Receivers that are waited for without a place; beyond that they keep theirs. */
    static final int MAX_SLOW = 512;

    /** What was delivered is stored together: after a crash, what was delivered in this time comes again. */
    static final Duration STORE = Duration.ofMillis(100);

    private final UUID node;
    private final WebhookSender sender;
    private final WebhookDeliveryRepository deliveries;
    private final Ledger ledger;
    private final Rendering rendering;
    private final WebhookMetrics metrics;
    private final Taken taken;
    private final Tracer tracer;
    private final Clock clock;
    private final Semaphore slow = new Semaphore(MAX_SLOW);
    private final Queue<Post> unstored = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean storing = new AtomicBoolean();

    Courier(
            UUID node,
            WebhookSender sender,
            WebhookDeliveryRepository deliveries,
            Ledger ledger,
            Rendering rendering,
            WebhookMetrics metrics,
            Taken taken,
            Tracer tracer,
            Clock clock) {
        this.node = node;
        this.sender = sender;
        this.deliveries = deliveries;
        this.ledger = ledger;
        this.rendering = rendering;
        this.metrics = metrics;
        this.taken = taken;
        this.tracer = tracer;
        this.clock = clock;
    }

    /** Posts one entry. Never fails. */
    Mono<Attempt> post(Post post, WebhookDelivery seen, StoredEntry entry, Room.Place place) {
        return Mono.defer(() -> {
            Webhook webhook = seen.webhook();
            String frame = rendering.render(webhook.org(), entry.type(), entry.frame());
            Span span = tracer.resume(entry.trace(), "POST webhook", Span.Kind.CLIENT);
            Payload payload = new Payload(
                    seen.epoch() + "_" + entry.position() + "_" + webhook.bot(),
                    WebhookBody.of(frame, entry.position()),
                    span.traceparent());
            post.waitsSince(Position.millis(entry.position()));
            Waiting waiting = new Waiting(post, place);
            return sender.post(target(webhook), payload)
                    .doOnNext(attempt -> {
                        attempt.tell(span);
                        tried(post, seen, entry, attempt, place);
                    })
                    .doFinally(signal -> {
                        span.end();
                        waiting.end();
                    });
        });
    }

    private Target target(Webhook webhook) {
        return new Target(
                webhook.url(),
                webhook.secrets().at(clock.millis()).stream()
                        .filter(secret -> !secret.isEmpty())
                        .map(WebhookSecret::new)
                        .toList());
    }

    private void tried(Post post, WebhookDelivery seen, StoredEntry entry, Attempt attempt, Room.Place place) {
        boolean wasDegraded = post.isDegraded();
        if (attempt.outcome() == Attempt.Outcome.DELIVERED) {
            taken(seen.webhook(), post.position(), entry.position());
        }
        post.tried(entry, attempt, clock.millis());
        post.suspect(attempt.outcome() == Attempt.Outcome.FAILED || place.isLeft());
        metrics.tried(attempt);
        if (post.isDegraded() && !wasDegraded) {
            LOG.warn("the webhook of bot {} at {} is degraded: {}", seen.botName(), host(seen), attempt.error());
        }
        if (wasDegraded && !post.isDegraded()) {
            LOG.info("the webhook of bot {} at {} works again", seen.botName(), host(seen));
        }
    }

    /** What was left out on the way counts as well, but for messages: whoever sent one is not to be told that it arrived. */
    private void taken(Webhook webhook, long before, long position) {
        long after = WebhookEvents.includeMessages(webhook) ? before : position - 1;
        taken.handed(webhook.org(), webhook.bot(), after, position);
    }

    /** No more of the URL, which may hold a secret. */
    private static String host(WebhookDelivery seen) {
        return URI.create(seen.webhook().url()).getHost();
    }

    /** Gives up what is too old to be read. */
    void expired(Post post, WebhookDelivery seen) {
        LOG.warn(
                "the webhook of bot {} at {} was behind for so long that entries have left the journal",
                seen.botName(),
                host(seen));
        post.expired(seen.purgedPosition(), clock.millis());
        storeSoon(post);
    }

    /** When what just failed is to be tried again, ms. */
    long nextAttempt(Post post, Attempt failed) {
        double random = ThreadLocalRandom.current().nextDouble();
        return clock.millis()
                + RetrySchedule.after(post.attempts(), failed.retryAfter(), random)
                        .toMillis();
    }

    /** Stores what the webhook has come to; completes when that is done, whether or not it still matters. */
    Mono<Void> store(Post post, Function<WebhookProgress, Function<Queries, Mono<Boolean>>> how) {
        return Mono.defer(() -> {
            WebhookProgress progress = post.take();
            return ledger.write(how.apply(progress))
                    .doOnError(error -> post.giveBack(progress))
                    .then();
        });
    }

    /** Stores what the webhook has come to with that of others; nobody waits for it. */
    void storeSoon(Post post) {
        if (post.isUnstored()) {
            unstored.add(post);
            if (storing.compareAndSet(false, true)) {
                Schedulers.parallel().schedule(this::storeNow, STORE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private void storeNow() {
        storing.set(false);
        // Begun by a timer, so nobody can wait for it: it never fails, and whoever stops the dispatcher stores what is
        // left.
        storeAll().subscribe();
    }

    /** Stores all that waits for it. Never fails: what could not be stored is, with what comes next. */
    Mono<Void> storeAll() {
        return Flux.<Post>generate(sink -> {
                    Post next = unstored.poll();
                    if (next == null) {
                        sink.complete();
                    } else {
                        sink.next(next);
                    }
                })
                .filter(Post::isUnstored)
                .flatMap(this::advance, Integer.MAX_VALUE)
                .then();
    }

    private Mono<Void> advance(Post post) {
        return store(post, progress -> queries -> deliveries.advance(queries, post.key(), node, progress))
                .onErrorResume(error -> {
                    LOG.warn("how far a webhook has come could not be stored; it will be with what comes next", error);
                    return Mono.empty();
                });
    }

    /** The time in which an answer is waited for. */
    private final class Waiting {

        private final AtomicBoolean moved = new AtomicBoolean();
        private final Disposable patience;

        /** Suspects have a room of their own, and stay in it. */
        Waiting(Post post, Room.Place place) {
            metrics.began();
            patience = post.isSuspect()
                    ? Disposables.disposed()
                    : Schedulers.parallel().schedule(() -> makeRoom(place), SLOW.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void makeRoom(Room.Place place) {
            if (slow.tryAcquire()) {
                moved.set(true);
                place.leave();
            }
        }

        void end() {
            metrics.ended();
            patience.dispose();
            if (moved.getAndSet(false)) {
                slow.release();
            }
        }
    }
}
