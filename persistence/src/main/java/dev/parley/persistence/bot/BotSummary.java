package dev.parley.persistence.bot;

import dev.parley.protocol.BotId;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.BotRef;
import dev.parley.protocol.bot.JoinStatus;

/** What the hub needs to know of a bot to let it take part; a lane remembers it. */
public record BotSummary(BotId id, String name, AuthRole authRole, JoinStatus joinStatus) {

    public BotRef ref() {
        return new BotRef(id, name);
    }

    public boolean isActive() {
        return joinStatus == JoinStatus.ACTIVE;
    }
}
