package dev.parley.server.redis;

import dev.parley.persistence.StorageException;
import io.micrometer.core.instrument.Counter;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Answers from this node's memory what Redis cannot be asked for. */
public final class Fallback {

    private static final Logger LOG = LoggerFactory.getLogger(Fallback.class);

    private final String what;
    private final Counter counter;
    private final AtomicBoolean alone = new AtomicBoolean();

    /** @param what is answered, in the plural, for logs and metrics */
    public Fallback(Redis redis, String what) {
        this.what = what;
        this.counter = redis.metrics().fallbacks(what);
    }

    /** What {@code shared} answers, or {@code local} when Redis is away. */
    public <T> Mono<T> of(Mono<T> shared, Mono<T> local) {
        return shared.doOnSuccess(answer -> back()).onErrorResume(StorageException.class, error -> {
            away(error);
            return local;
        });
    }

    private void back() {
        if (alone.get() && alone.compareAndSet(true, false)) {
            LOG.info("{} are shared by all nodes again", what);
        }
    }

    private void away(StorageException error) {
        counter.increment();
        if (alone.compareAndSet(false, true)) {
            LOG.warn("{} are kept by each node for itself while Redis is away: {}", what, error.getMessage());
        }
    }
}
