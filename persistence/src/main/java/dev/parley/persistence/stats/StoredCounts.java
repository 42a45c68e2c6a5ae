package dev.parley.persistence.stats;

/**
 * How much a hub has stored, over all organisations. Large numbers may be estimates, see
 * {@link dev.parley.persistence.Database#roughCount}.
 *
 * @param messages of channels and threads
 * @param activeThreads with activity after some time
 */
public record StoredCounts(long orgs, long bots, long threads, long messages, long activeThreads) {}
