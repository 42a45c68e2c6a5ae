package dev.parley.server.journal;

import java.util.List;

/** Is told of committed entries, and does not mind where the journal is. */
@FunctionalInterface
public interface JournalListener extends CommitListener {

    /** Must not block and must not throw. */
    void committed(List<JournalEntry> entries);

    @Override
    default void committed(Commit commit) {
        committed(commit.entries());
    }
}
