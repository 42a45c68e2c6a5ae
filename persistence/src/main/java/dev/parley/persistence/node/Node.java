package dev.parley.persistence.node;

import java.util.UUID;

/**
 * One of the nodes that run the hub together.
 *
 * @param version counts the changes of the bots that are connected to it
 * @param untold counts what it could not tell the others, so that they learn from here that there was something
 * @param renewedAtMillis changes with every sign of life; by the node's own clock, so it says nothing but that
 */
public record Node(UUID id, long version, long untold, long renewedAtMillis) {}
