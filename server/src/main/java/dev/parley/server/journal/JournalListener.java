package dev.parley.server.journal;

import java.util.List;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** Is told of committed entries, in position order within an organisation, before their authors are answered. */
public interface JournalListener {

    /** Must not block and must not throw: it runs on the lane. */
    void committed(List<JournalEntry> entries);

    /** Completes when more entries are welcome; a lane waits for it before its next batch. */
    default Mono<Void> ready() {
        return Mono.empty();
    }

    /** This listener, and one more that is told after it and as quick as it. */
    default JournalListener andThen(Consumer<List<JournalEntry>> next) {
        JournalListener first = this;
        return new JournalListener() {
            @Override
            public void committed(List<JournalEntry> entries) {
                first.committed(entries);
                next.accept(entries);
            }

            @Override
            public Mono<Void> ready() {
                return first.ready();
            }
        };
    }
}
