package dev.parley.server.receipt;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import reactor.core.publisher.Mono;

/** Knows whether a bot to which a stretch of the journal was not handed has missed anything. */
@FunctionalInterface
public interface Missed {

    /** Whether anything in {@code (after, upTo]} was for the bot; true as well when that is not known any more. */
    Mono<Boolean> anything(OrgId org, BotId bot, long after, long upTo);
}
