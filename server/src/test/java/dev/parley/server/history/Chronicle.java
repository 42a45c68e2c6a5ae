package dev.parley.server.history;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Everything that anybody was told of one organisation, in order; nobody may have been told it differently. */
final class Chronicle {

    private final ConcurrentSkipListMap<Long, Told> entries = new ConcurrentSkipListMap<>();
    private final Complaints complaints;

    Chronicle(Complaints complaints) {
        this.complaints = complaints;
    }

    void add(Told told, String who) {
        Told known = entries.putIfAbsent(told.position(), told);
        if (known != null && known.fingerprint() != told.fingerprint()) {
            complaints.add("%s was told something else than others at %d", who, told.position());
        }
    }

    /** In the order of their positions. */
    Collection<Told> entries() {
        return entries.values();
    }

    int size() {
        return entries.size();
    }

    /** The entries that told of something, by what they told of. Complains of what was told twice. */
    Map<UUID, Told> bySubject() {
        Map<UUID, Told> subjects = new HashMap<>();
        Map<Long, Told> contents = new HashMap<>();
        for (Told entry : entries()) {
            if (entry.subject() != null) {
                refuseTwo(subjects.put(entry.subject(), entry), entry);
                refuseTwo(contents.put(entry.content(), entry), entry);
            }
        }
        return subjects;
    }

    private void refuseTwo(@Nullable Told before, Told entry) {
        if (before != null) {
            complaints.add("%s at %d tells the same as at %d", entry.type(), entry.position(), before.position());
        }
    }
}
