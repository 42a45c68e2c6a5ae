package dev.parley.server.webhook;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;

/** Is told when a bot's webhook is to be looked at at once, as its owner changed it. */
@FunctionalInterface
public interface WebhookChanges {

    /** Runs after the commit; must be quick, may not block and may come from any thread. */
    void changed(OrgId org, BotId bot);
}
