package dev.parley.server.search;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.protocol.OrgId;
import dev.parley.server.journal.JournalEntry;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * How much each organisation's journal grew here since its index was last brought up to date: what is due is known without
 * asking the database. What is forgotten, or was left by an earlier run, is found by {@link SearchIndexer#visitAll}.
 */
public final class Unindexed {

    private static final int MAX_ORGS = 50_000;

    private final Cache<OrgId, Growth> growth =
            Caffeine.newBuilder().maximumSize(MAX_ORGS).build();

    /** Quick: it is called by lanes for all that is committed. */
    public void committed(List<JournalEntry> entries) {
        entries.forEach(entry -> growth.get(entry.org(), first -> new Growth()).add(entry));
    }

    /** The organisations whose indexes have enough to do; their growth is counted anew. */
    List<OrgId> takeDue() {
        List<OrgId> due = growth.asMap().entrySet().stream()
                .filter(org -> org.getValue().isDue())
                .map(org -> org.getKey())
                .toList();
        growth.invalidateAll(due);
        return due;
    }

    /** Messages of threads committed here that no index may know yet. */
    long waiting() {
        return growth.asMap().values().stream()
                .mapToLong(org -> org.messages.sum())
                .sum();
    }

    private static final class Growth {

        private final LongAdder entries = new LongAdder();
        private final LongAdder messages = new LongAdder();
        private final LongAdder characters = new LongAdder();

        void add(JournalEntry entry) {
            entries.increment();
            if (entry.type().equals("thread_message")) {
                messages.increment();
                characters.add(entry.frame().length());
            }
        }

        boolean isDue() {
            return entries.sum() >= SearchIndexer.MAX_ENTRIES
                    || messages.sum() >= SearchBatch.MAX_DOCUMENTS
                    || characters.sum() >= SearchBatch.MAX_CHARACTERS;
        }
    }
}
