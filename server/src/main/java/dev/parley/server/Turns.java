package dev.parley.server;

import java.time.Duration;
import reactor.core.publisher.Mono;

/** Decides which node does what one does for all, and when. */
interface Turns {

    /** There is one node: it is always its turn. */
    Turns ALONE = new Turns() {
        @Override
        public Mono<Void> take(String name, Duration pause, Mono<Void> work) {
            return work;
        }

        @Override
        public Duration askEvery(Duration pause) {
            return pause;
        }
    };

    /** Does the work if it is this node's turn; else nothing. No node's turn comes before {@code pause} has passed after it. */
    Mono<Void> take(String name, Duration pause, Mono<Void> work);

    /** How often to ask for work that has such a pause: more often than it is done, as others may have died over it. */
    Duration askEvery(Duration pause);
}
