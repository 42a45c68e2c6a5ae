package dev.parley.server.overview;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.persistence.Queries;
import dev.parley.persistence.audit.AuditRepository;
import dev.parley.protocol.OrgId;
import dev.parley.server.LookupCache;
import dev.parley.server.overview.Overview.MessageOverview;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.LongStream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Counts the messages of each hour: of one that is over only once, as its number does not change any more. */
final class MessagesPerHour {

    private static final long HOUR = Duration.ofHours(1).toMillis();

    /** For so long after its end an hour may still get a message, from a node whose clock is slow. */
    private static final long UNSETTLED = Duration.ofMinutes(2).toMillis();

    /** A week of two hundred organisations. */
    private static final int MAX_REMEMBERED = 200 * 7 * 24;

    private static final Duration REMEMBERED = Duration.ofDays(7);

    private final Queries database;
    private final AuditRepository audit;
    private final Clock clock;
    private final LookupCache<Hour, Long> settled;

    MessagesPerHour(Queries database, AuditRepository audit, Clock clock, Ticker ticker) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        this.settled = new LookupCache<>(MAX_REMEMBERED, REMEMBERED, ticker, this::read);
    }

    /** The last hours, of which the current one is the last. */
    Mono<MessageOverview> last(OrgId org, int hours) {
        return Mono.defer(() -> {
            long now = clock.millis();
            long from = now - now % HOUR - (hours - 1) * HOUR;
            return Flux.fromStream(LongStream.range(0, hours).mapToObj(i -> new Hour(org, from + i * HOUR)))
                    .concatMap(hour -> hour.end() + UNSETTLED < now ? settled.get(hour) : read(hour))
                    .collectList()
                    .map(counts -> new MessageOverview(from, counts));
        });
    }

    private Mono<Long> read(Hour hour) {
        return audit.countMessages(database, hour.org, hour.start, hour.end());
    }

    /** @param start ms */
    private record Hour(OrgId org, long start) {

        long end() {
            return start + HOUR;
        }
    }
}
