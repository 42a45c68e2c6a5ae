package dev.parley.persistence.node;

import java.util.List;

/**
 * All bots that are connected to one node.
 *
 * @param version of the node, when it had them
 */
public record NodeBots(long version, List<OnlineBot> bots) {}
