package dev.parley.persistence.webhook;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;

/** Whose webhook: a bot has one at most. */
public record WebhookKey(OrgId org, BotId bot) {}
