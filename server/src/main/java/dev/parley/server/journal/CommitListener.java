package dev.parley.server.journal;

import java.util.List;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** Is told of commits, those of an organisation in order; of this node's own before their authors are answered. */
public interface CommitListener {

    /** Must not block and must not throw: it runs on the lane. */
    void committed(Commit commit);

    /** Completes when more is welcome; a lane waits for it before its next batch. */
    default Mono<Void> ready() {
        return Mono.empty();
    }

    /** Whether {@link #ready} is complete. */
    default boolean isReady() {
        return true;
    }

    /** This listener, and one more that is told after it and as quick as it. */
    default CommitListener andThen(Consumer<List<JournalEntry>> next) {
        CommitListener first = this;
        return new CommitListener() {
            @Override
            public void committed(Commit commit) {
                first.committed(commit);
                next.accept(commit.entries());
            }

            @Override
            public Mono<Void> ready() {
                return first.ready();
            }

            @Override
            public boolean isReady() {
                return first.isReady();
            }
        };
    }
}
