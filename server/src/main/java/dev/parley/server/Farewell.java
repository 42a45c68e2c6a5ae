package dev.parley.server;

import dev.parley.server.events.WaitingPolls;
import dev.parley.server.fanout.Connection.Close;
import dev.parley.server.health.Readiness;
import dev.parley.server.http.HttpApi;
import dev.parley.server.ws.CloseCodes;
import dev.parley.server.ws.LiveConnections;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/**
 * How a hub leaves those who use it: proxies are told first, and while they come to know it everybody is served; then clients
 * are sent away, not all at once; then it stops to listen, and the requests in progress are answered.
 *
 * @param drain what proxies need to notice; zero where nobody takes over
 */
record Farewell(Readiness readiness, HttpApi api, LiveConnections connections, WaitingPolls polls, Duration drain) {

    /** Each asks for a ticket, connects and catches up elsewhere. */
    private static final int RECONNECTS_PER_SECOND = 500;

    private static final Duration CLOSE_SOCKETS = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Logger LOG = LoggerFactory.getLogger(Farewell.class);

    /** Blocks until nobody is connected any more; on the thread that stops the process, which ends when the hub has. */
    void say(Close reason) {
        boolean comesBack = CloseCodes.RESTART.equals(reason);
        readiness.stopping();
        if (comesBack && !drain.isZero()) {
            LOG.info("not ready any more; clients are served for another {}, until proxies have noticed", drain);
            api.leave();
            Mono.delay(drain).block();
        }
        LOG.info("stopping: {}", reason.reason());
        polls.close();
        connections
                .closeAll(reason, comesBack ? RECONNECTS_PER_SECOND : Integer.MAX_VALUE, CLOSE_SOCKETS)
                .block(PATIENCE);
        api.close();
    }
}
