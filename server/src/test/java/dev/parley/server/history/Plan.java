package dev.parley.server.history;

/**
 * How much is to happen. Everything that is decided by chance is decided by the seed.
 *
 * @param entries how many deeds must be acknowledged, nearly each of which is an entry
 * @param writers how many write at the same time, half of them by WebSocket
 * @param receivers how many bots are told of it, by all doors in turn
 * @param longestLine after how many entries, at most, a receiver breaks its connection off
 * @param mishapsEvery so many deliveries to a webhook, on average, one goes wrong
 */
record Plan(long seed, int entries, int writers, int receivers, int longestLine, int mishapsEvery) {}
