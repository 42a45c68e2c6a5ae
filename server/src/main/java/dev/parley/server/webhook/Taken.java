package dev.parley.server.webhook;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;

/** Is told what webhooks took, for receipts. Must be quick. */
@FunctionalInterface
public interface Taken {

    /** Everything in {@code (after, upTo]} that the bot wants on its webhook was taken there. */
    void handed(OrgId org, BotId bot, long after, long upTo);
}
