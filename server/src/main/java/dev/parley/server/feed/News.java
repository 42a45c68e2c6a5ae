package dev.parley.server.feed;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.server.journal.Audience;
import dev.parley.server.journal.JournalEntry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import reactor.core.Disposable;

/** Tells those who wait for something new that there is: not what, that is read from the journal. */
final class News {

    private final Map<OrgId, Map<BotId, Set<Runnable>>> listeners = new ConcurrentHashMap<>();

    Disposable listen(OrgId org, BotId bot, Runnable told) {
        Runnable once = new Listener(told);
        listeners.compute(org, (id, known) -> {
            Map<BotId, Set<Runnable>> bots = known == null ? new ConcurrentHashMap<>() : known;
            bots.computeIfAbsent(bot, first -> ConcurrentHashMap.newKeySet()).add(once);
            return bots;
        });
        return () -> remove(org, bot, once);
    }

    private void remove(OrgId org, BotId bot, Runnable listener) {
        listeners.computeIfPresent(org, (id, bots) -> {
            bots.computeIfPresent(bot, (name, own) -> own.remove(listener) && own.isEmpty() ? null : own);
            return bots.isEmpty() ? null : bots;
        });
    }

    /** To be called after each commit. */
    void committed(List<JournalEntry> entries) {
        if (!listeners.isEmpty()) {
            entries.forEach(this::tell);
        }
    }

    private void tell(JournalEntry entry) {
        Map<BotId, Set<Runnable>> bots = listeners.get(entry.org());
        if (bots != null) {
            concerned(entry.audience(), bots).flatMap(Set::stream).forEach(Runnable::run);
        }
    }

    /** Goes through the fewer of those who wait and those who are told. */
    private static Stream<Set<Runnable>> concerned(Audience audience, Map<BotId, Set<Runnable>> waiting) {
        if (audience instanceof Audience.Bots bots && bots.bots().size() < waiting.size()) {
            return bots.bots().stream().filter(waiting::containsKey).map(bot -> waiting.getOrDefault(bot, Set.of()));
        }
        return waiting.entrySet().stream()
                .filter(entry -> audience.contains(entry.getKey()))
                .map(Map.Entry::getValue);
    }

    /** Equal to nothing else: the same action may be registered several times. */
    private static final class Listener implements Runnable {

        private final Runnable action;

        Listener(Runnable action) {
            this.action = action;
        }

        @Override
        public void run() {
            action.run();
        }
    }
}
