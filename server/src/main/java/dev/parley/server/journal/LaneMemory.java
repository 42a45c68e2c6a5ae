package dev.parley.server.journal;

import java.util.LinkedHashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * What a lane remembers of one organisation between batches, so that a message in the steady state reads nothing. Valid
 * as long as the organisation's position is the one this lane left it at; bounded, least recently used goes first. Used
 * by one batch at a time.
 */
final class LaneMemory {

    private static final int MAX_VALUES = 20_000;

    private final Map<Key, Object> values = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Object> eldest) {
            return size() > MAX_VALUES;
        }
    };
    private long position = -1;

    /** Forgets everything when the organisation moved on without this lane. */
    void startAt(long current) {
        if (position != current) {
            values.clear();
        }
    }

    void endAt(long reached) {
        position = reached;
    }

    <T> Mono<T> recall(Class<T> type, Object id, Mono<T> load) {
        Key key = new Key(type, id);
        Object known = values.get(key);
        return known != null ? Mono.just(type.cast(known)) : load.doOnNext(value -> values.put(key, value));
    }

    <T> void remember(Class<T> type, Object id, T value) {
        values.put(new Key(type, id), value);
    }

    void forgetAll() {
        values.clear();
        position = -1;
    }

    private record Key(Class<?> type, Object id) {}
}
