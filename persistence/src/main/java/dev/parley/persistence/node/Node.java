package dev.parley.persistence.node;

import java.util.UUID;

/**
 * One of the nodes that run the hub together.
 *
 * @param version counts the changes of the bots that are connected to it
 * @param notices counts what it told the others besides, so that they learn whether they heard it all
 * @param renewedAtMillis changes with every sign of life; by the node's own clock, so it says nothing but that
 */
public record Node(UUID id, long version, long notices, long renewedAtMillis) {}
