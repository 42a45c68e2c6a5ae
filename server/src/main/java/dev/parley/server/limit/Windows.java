package dev.parley.server.limit;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import java.time.Duration;
import reactor.core.publisher.Mono;

/** Where it is kept what each bot did lately. */
@FunctionalInterface
interface Windows {

    /** Counts one more event, unless {@code limit} of them lie within the window already. */
    Mono<Attempt> attempt(Bot bot, RateLimits.Kind kind, long limit);

    /** Whose events are counted together. */
    record Bot(OrgId org, BotId id) {}

    /**
     * What became of an attempt.
     *
     * @param remaining how many more are allowed now
     * @param reset until the first of those counted leaves the window; the whole window when there is none
     */
    record Attempt(boolean allowed, long remaining, Duration reset) {}
}
