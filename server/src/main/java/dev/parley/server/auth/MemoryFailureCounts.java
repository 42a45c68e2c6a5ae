package dev.parley.server.auth;

import dev.parley.server.auth.Lockouts.Watch;
import java.time.Clock;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Failures on this node. */
final class MemoryFailureCounts implements FailureCounts {

    /** Keys remembered; who is locked out adds no keys, so filling this takes very many addresses. */
    private static final int MAX_KEYS = 100_000;

    private final Clock clock;

    /** In the order of their last failure. Guarded by this. */
    private final Map<String, Failures> byKey = new LinkedHashMap<>();

    MemoryFailureCounts(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Mono<Tally> look(List<Watch> watches) {
        return Mono.fromSupplier(() -> looked(watches));
    }

    @Override
    public Mono<Tally> count(List<Watch> watches) {
        return Mono.fromSupplier(() -> counted(watches));
    }

    private synchronized Tally looked(List<Watch> watches) {
        long now = clock.millis();
        return tally(lockedFor(watches, now), watches, now);
    }

    private synchronized Tally counted(List<Watch> watches) {
        long now = clock.millis();
        long lockedFor = lockedFor(watches, now);
        if (lockedFor == 0) {
            watches.forEach(watch -> count(watch, now));
            forgetOld(now);
        }
        return tally(lockedFor, watches, now);
    }

    private Tally tally(long lockedFor, List<Watch> watches, long now) {
        return Tally.of(lockedFor, watches, watches.stream().map(this::known).toList(), now);
    }

    private long lockedFor(List<Watch> watches, long now) {
        return watches.stream()
                .mapToLong(watch -> known(watch).lockedFor(watch, now))
                .max()
                .orElse(0);
    }

    private Failures known(Watch watch) {
        return byKey.getOrDefault(watch.key(), Failures.NONE);
    }

    private void count(Watch watch, long now) {
        Failures before = known(watch);
        byKey.remove(watch.key());
        byKey.put(watch.key(), before.andOneMore(watch, now));
    }

    private void forgetOld(long now) {
        Iterator<Failures> oldestFirst = byKey.values().iterator();
        while (oldestFirst.hasNext()) {
            Failures oldest = oldestFirst.next();
            if (byKey.size() <= MAX_KEYS && !oldest.isForgotten(now)) {
                return;
            }
            oldestFirst.remove();
        }
    }
}
