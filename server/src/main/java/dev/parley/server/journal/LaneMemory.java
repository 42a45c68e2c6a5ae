package dev.parley.server.journal;

import java.util.LinkedHashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * What a lane remembers of one organisation between batches, so that a message in the steady state reads nothing. Valid as
 * long as the organisation's version is the one this lane left it at, whatever other nodes have said meanwhile; bounded,
 * least recently used goes first. Used by one batch at a time.
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
    private OrgState state = new OrgState(-1, -1);
    private boolean behind;

    /** Forgets everything when another node has changed what may be remembered. */
    void startAt(OrgState current) {
        if (state.version() != current.version()) {
            values.clear();
            behind = false;
        } else if (state.position() != current.position()) {
            behind = true;
        }
    }

    void endAt(OrgState reached) {
        state = reached;
    }

    /** Whether other nodes have appended entries since the values were loaded, if only such as change no version. */
    boolean isBehind() {
        return behind;
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
        behind = false;
    }

    private record Key(Class<?> type, Object id) {}
}
