package dev.parley.server.cluster;

import dev.parley.protocol.BotId;
import dev.parley.server.journal.Audience;
import dev.parley.server.journal.JournalEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Gives a topic's entries the same set of bots as long as it has the same members, wherever they were read: the fan-out
 * remembers by identity whom a set resolves to. Not safe for concurrent use.
 */
final class KnownSets {

    private static final int MAX_TOPICS = 1_000;

    private final Map<UUID, Set<BotId>> sets = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Set<BotId>> eldest) {
            return size() > MAX_TOPICS;
        }
    };

    JournalEntry withKnown(JournalEntry entry) {
        if (!(entry.audience() instanceof Audience.Bots audience)) {
            return entry;
        }
        UUID topic = entry.topic().id();
        Set<BotId> known = sets.get(topic);
        if (!audience.bots().equals(known)) {
            sets.put(topic, audience.bots());
            return entry;
        }
        return new JournalEntry(
                entry.org(),
                entry.position(),
                entry.type(),
                entry.topic(),
                new Audience.Bots(known, audience.admins()),
                entry.frame(),
                entry.trace());
    }
}
