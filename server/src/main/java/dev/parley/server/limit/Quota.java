package dev.parley.server.limit;

import java.time.Duration;

/**
 * What a client has left of something that is limited.
 *
 * @param name of the limit
 * @param limit how many are allowed in any stretch of {@code window}
 * @param remaining how many are allowed now
 * @param reset until the first of those counted leaves the window
 */
public record Quota(String name, long limit, long remaining, Duration window, Duration reset) {

    /** Is told of every attempt that is counted or refused below it: put it into the Reactor context under this class. */
    @FunctionalInterface
    public interface Observer {
        void counted(Quota quota);
    }
}
