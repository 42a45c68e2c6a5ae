package dev.parley.server.auth;

import dev.parley.server.auth.Lockouts.Watch;
import dev.parley.server.limit.Quota;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import reactor.core.publisher.Mono;

/** Where failures are counted. Each method happens at once for all its watches. */
interface FailureCounts {

    /** A key is forgotten when it has been quiet for so long. */
    Duration FORGET = Duration.ofMinutes(30);

    /** How it stands now. */
    Mono<Tally> look(List<Watch> watches);

    /** Counts a failure under each of the keys, unless one of them is locked; then how it stands. */
    Mono<Tally> count(List<Watch> watches);

    /**
     * How it stands with some keys.
     *
     * @param lockedForMillis the longest lock that held, before a failure was counted; 0 for none
     * @param tightest of the keys the one that locks first
     */
    record Tally(long lockedForMillis, Quota tightest) {

        /** @param failures of each watch, in their order */
        static Tally of(long lockedForMillis, List<Watch> watches, List<Failures> failures, long now) {
            return new Tally(
                    lockedForMillis,
                    IntStream.range(0, watches.size())
                            .mapToObj(i -> failures.get(i).quota(watches.get(i), now))
                            .min(Comparator.comparing(Quota::remaining)
                                    .thenComparing(Quota::reset, Comparator.reverseOrder()))
                            .orElseThrow());
        }
    }

    /**
     * What is known of a key.
     *
     * @param count of failures, no more than lock it
     * @param lastAt ms
     */
    record Failures(int count, long lastAt) {

        static final Failures NONE = new Failures(0, 0);

        long lockedFor(Watch watch, long now) {
            return count < watch.failures()
                    ? 0
                    : Math.max(0, lastAt + watch.lock().toMillis() - now);
        }

        Failures andOneMore(Watch watch, long now) {
            return new Failures(Math.min((isForgotten(now) ? 0 : count) + 1, watch.failures()), now);
        }

        boolean isForgotten(long now) {
            return now >= forgottenAt();
        }

        private long forgottenAt() {
            return lastAt + FORGET.toMillis();
        }

        /** When a lock is over, a single failure is left until all is forgotten. */
        private Quota quota(Watch watch, long now) {
            long locked = lockedFor(watch, now);
            int counted = isForgotten(now) ? 0 : count;
            long remaining = locked > 0 ? 0 : Math.max(1, watch.failures() - counted);
            long reset = locked > 0 ? locked : Math.max(0, forgottenAt() - now);
            return new Quota(watch.name(), watch.failures(), remaining, watch.lock(), Duration.ofMillis(reset));
        }
    }
}
