package dev.parley.server.overview;

import dev.parley.persistence.overview.OrgCounts;
import dev.parley.protocol.bot.JoinStatus;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.server.webhook.WebhookBacklog.WebhookOverview;
import java.util.List;
import java.util.Map;

/**
 * How an organisation fares, at a glance.
 *
 * @param asOf when it was counted, ms
 * @param channels of direct messages
 */
record Overview(
        long asOf,
        BotOverview bots,
        ThreadOverview threads,
        long channels,
        MessageOverview messages,
        WebhookOverview webhooks) {

    /**
     * The bots.
     *
     * @param total whatever their standing
     * @param pending those that wait for approval
     */
    record BotOverview(long total, int online, long pending, long rejected) {

        static BotOverview of(OrgCounts counts, int online) {
            Map<JoinStatus, Long> bots = counts.bots();
            return new BotOverview(
                    sum(bots),
                    online,
                    bots.getOrDefault(JoinStatus.PENDING, 0L),
                    bots.getOrDefault(JoinStatus.REJECTED, 0L));
        }
    }

    /**
     * The threads.
     *
     * @param activeLastDay those with activity in the last 24 hours
     */
    record ThreadOverview(long total, long activeLastDay, ThreadsByStatus byStatus) {

        static ThreadOverview of(OrgCounts counts) {
            return new ThreadOverview(
                    sum(counts.threads()), counts.activeThreads(), ThreadsByStatus.of(counts.threads()));
        }
    }

    record ThreadsByStatus(long active, long blocked, long reviewing, long resolved, long closed) {

        static ThreadsByStatus of(Map<ThreadStatus, Long> threads) {
            return new ThreadsByStatus(
                    threads.getOrDefault(ThreadStatus.ACTIVE, 0L),
                    threads.getOrDefault(ThreadStatus.BLOCKED, 0L),
                    threads.getOrDefault(ThreadStatus.REVIEWING, 0L),
                    threads.getOrDefault(ThreadStatus.RESOLVED, 0L),
                    threads.getOrDefault(ThreadStatus.CLOSED, 0L));
        }
    }

    /**
     * Messages of channels and threads, by the hour in which they were sent.
     *
     * @param from when the first hour began, ms
     * @param perHour oldest first; the last hour has not ended
     */
    record MessageOverview(long from, List<Long> perHour) {}

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
