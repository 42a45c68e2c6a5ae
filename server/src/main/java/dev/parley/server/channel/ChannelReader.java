package dev.parley.server.channel;

import dev.parley.persistence.channel.StoredChannel;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.server.auth.Caller;
import java.util.Optional;

/**
 * Who reads channels.
 *
 * @param bot empty for an administrator, who may read all of the organisation's
 */
record ChannelReader(OrgId org, Optional<BotId> bot) {

    /** A super admin has no organisation; the routes' access keeps them out. */
    static ChannelReader of(Caller caller) {
        if (caller instanceof Caller.Bot bot) {
            return new ChannelReader(bot.org(), Optional.of(bot.bot()));
        }
        if (caller instanceof Caller.OrgAdmin admin) {
            return new ChannelReader(admin.org(), Optional.empty());
        }
        throw new IllegalArgumentException("A super admin reads no channels");
    }

    boolean mayRead(StoredChannel channel) {
        return bot.map(channel.pair()::contains).orElse(true);
    }

    boolean mayListThoseOf(BotId other) {
        return bot.map(other::equals).orElse(true);
    }
}
