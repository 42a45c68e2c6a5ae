package dev.parley.server.http;

import java.time.Duration;
import java.util.stream.Stream;

/**
 * How long a connection may keep a place without using it. Exceeded limits close it.
 *
 * @param idle between two requests
 * @param head from the first byte of a request's head to its last
 * @param body for a request's body, and then for each {@code bodyBytesPerSecond} of it a second more
 * @param bodyBytesPerSecond the slowest upload that is still waited for
 */
public record ConnectionLimits(Duration idle, Duration head, Duration body, int bodyBytesPerSecond) {

    /** Keeps a connection longer than the proxies in front (60 s), so that they, not the hub, close it first. */
    public static final ConnectionLimits DEFAULT =
            new ConnectionLimits(Duration.ofSeconds(75), Duration.ofSeconds(15), Duration.ofSeconds(30), 4096);

    /** How often a connection is looked at: the limits are exceeded by a quarter of the shortest at most. */
    Duration checkEvery() {
        Duration shortest = Stream.of(idle, head, body).min(Duration::compareTo).orElseThrow();
        return shortest.dividedBy(4).plusMillis(1);
    }
}
