package dev.parley.server.journal;

/**
 * How far an organisation is.
 *
 * @param position of its newest entry
 * @param version how often what lanes remember of it has changed
 */
record OrgState(long position, long version) {}
