package dev.parley.server.presence;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.server.auth.Revocations;

/** Tells presence which bots are gone for good, wherever they are connected: before their connections close. */
public record DeletedBots(HubPresence presence) implements Revocations {

    @Override
    public void botDeleted(OrgId org, BotId bot) {
        presence.deleted(org, bot);
    }
}
