package dev.parley.server.auth;

import dev.parley.protocol.OrgId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * When something last happened, for many things: kept in memory and written down in batches, so that no request costs a
 * write. Holds one entry for each thing noted since the last {@link #flush}.
 *
 * @param <K> names a thing within its organisation
 */
final class LatestTimes<K> {

    private final Map<Key<K>, Long> noted = new ConcurrentHashMap<>();
    private final Writer<K> writer;

    LatestTimes(Writer<K> writer) {
        this.writer = writer;
    }

    /** Writes down times, in ms; does not replace later ones. */
    @FunctionalInterface
    interface Writer<K> {
        Mono<Long> write(OrgId org, Map<K, Long> times);
    }

    void note(OrgId org, K id, long nowMillis) {
        noted.put(new Key<>(org, id), nowMillis);
    }

    /** The later of what is stored and what was noted here, in ms; null when there is neither. */
    Long latest(OrgId org, K id, Long stored) {
        Long time = noted.get(new Key<>(org, id));
        return time == null || (stored != null && stored > time) ? stored : time;
    }

    /** Writes down what was noted, one statement per organisation; what cannot be written is kept for the next time. */
    Mono<Void> flush() {
        return Flux.defer(() -> Flux.fromIterable(byOrg(Map.copyOf(noted)).entrySet()))
                .concatMap(org -> flush(org.getKey(), org.getValue()))
                .then();
    }

    private Mono<Long> flush(OrgId org, Map<K, Long> times) {
        return writer.write(org, times)
                .doOnSuccess(written -> times.forEach((id, at) -> noted.remove(new Key<>(org, id), at)));
    }

    private static <K> Map<OrgId, Map<K, Long>> byOrg(Map<Key<K>, Long> all) {
        Map<OrgId, Map<K, Long>> byOrg = new HashMap<>();
        all.forEach((key, at) ->
                byOrg.computeIfAbsent(key.org(), org -> new HashMap<>()).put(key.id(), at));
        return byOrg;
    }

    private record Key<K>(OrgId org, K id) {}
}
