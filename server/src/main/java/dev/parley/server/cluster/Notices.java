package dev.parley.server.cluster;

import dev.parley.server.cluster.Notice.Kind;
import java.util.function.Consumer;

/**
 * What the nodes tell each other besides events: of everything that a node keeps in memory for a while and another may change.
 * A notice comes after what it tells of was committed. It may be lost; then everybody is told, sooner or later, that something
 * was.
 */
public interface Notices {

    /** There is no other node. */
    Notices ALONE = new Notices() {
        @Override
        public void tell(Notice notice) {}

        @Override
        public void hear(Kind kind, Consumer<Notice> listener) {}

        @Override
        public void onDoubt(Runnable action) {}
    };

    /** Tells all nodes but this one. Quick; may come from any thread. */
    void tell(Notice notice);

    /** Is told what other nodes tell, in the order in which each told it. To be quick. */
    void hear(Kind kind, Consumer<Notice> listener);

    /** Runs whenever notices may have been lost: whatever depends on them is to be looked up anew. To be quick. */
    void onDoubt(Runnable action);
}
