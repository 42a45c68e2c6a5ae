package dev.parley.server.journal;

import reactor.core.publisher.Mono;

/**
 * A change to what others can observe, run inside its organisation's lane: nothing else changes the organisation
 * meanwhile. It checks first and writes afterwards, and emits its answer, or a
 * {@link dev.parley.protocol.HubException} to refuse. It may run again after a failure of the database.
 */
@FunctionalInterface
public interface Command<T> {
    Mono<T> run(LaneTransaction lane);
}
