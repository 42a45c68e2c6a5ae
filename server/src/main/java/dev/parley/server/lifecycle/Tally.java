package dev.parley.server.lifecycle;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** How much was done for one organisation, so that it can be told even if the rest fails. */
final class Tally {

    /** What is the organisation's own doing: how far the journal reaches back is decided by whoever runs the hub. */
    private static final Set<Work> AUDITED = EnumSet.complementOf(EnumSet.of(Work.ENTRIES_PURGED));

    private final Map<Work, Long> counts = new EnumMap<>(Work.class);

    synchronized void add(Work work, long count) {
        if (count > 0) {
            counts.merge(work, count, Long::sum);
        }
    }

    synchronized boolean isEmpty() {
        return counts.isEmpty();
    }

    /** What the audit log tells: empty when there is nothing for it. */
    synchronized Map<String, Long> audited() {
        return named(AUDITED);
    }

    @Override
    public synchronized String toString() {
        return named(counts.keySet()).toString();
    }

    private Map<String, Long> named(Set<Work> wanted) {
        Map<String, Long> named = new LinkedHashMap<>();
        counts.forEach((work, count) -> {
            if (wanted.contains(work)) {
                named.put(work.wireName(), count);
            }
        });
        return named;
    }
}
