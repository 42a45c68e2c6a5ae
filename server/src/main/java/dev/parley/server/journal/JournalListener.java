package dev.parley.server.journal;

import java.util.List;

/** Is told of committed entries, in position order within an organisation, before their authors are answered. */
@FunctionalInterface
public interface JournalListener {

    /** Must not block and must not throw: it runs on the lane. */
    void committed(List<JournalEntry> entries);
}
