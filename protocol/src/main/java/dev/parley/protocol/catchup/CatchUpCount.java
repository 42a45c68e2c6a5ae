package dev.parley.protocol.catchup;

import java.util.Map;

/**
 * How many events a bot missed. One that stands for several things counts once.
 *
 * @param threadActivities summaries of messages and artifacts, and removals
 */
public record CatchUpCount(
        long threadInvites, long threadStatusChanges, long threadActivities, long channelMessages, long total) {

    /** The sums of the events of each type; a missing type has none. */
    public static CatchUpCount of(Map<CatchUpType, Long> events) {
        return new CatchUpCount(
                sum(events, CatchUpType.THREAD_INVITED),
                sum(events, CatchUpType.THREAD_STATUS_CHANGED),
                sum(
                        events,
                        CatchUpType.THREAD_MESSAGE_SUMMARY,
                        CatchUpType.THREAD_ARTIFACT_ADDED,
                        CatchUpType.THREAD_PARTICIPANT_REMOVED),
                sum(events, CatchUpType.CHANNEL_MESSAGE_SUMMARY),
                sum(events, CatchUpType.values()));
    }

    private static long sum(Map<CatchUpType, Long> events, CatchUpType... types) {
        long sum = 0;
        for (CatchUpType type : types) {
            sum += events.getOrDefault(type, 0L);
        }
        return sum;
    }
}
