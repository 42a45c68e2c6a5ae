package dev.parley.persistence.overview;

import dev.parley.protocol.bot.JoinStatus;
import dev.parley.protocol.thread.ThreadStatus;
import java.util.Map;

/**
 * How much an organisation has.
 *
 * @param bots by where they stand; a status that no bot has is missing
 * @param threads by status; one that no thread has is missing
 * @param activeThreads with activity after some time
 */
public record OrgCounts(
        Map<JoinStatus, Long> bots, Map<ThreadStatus, Long> threads, long activeThreads, long channels) {}
