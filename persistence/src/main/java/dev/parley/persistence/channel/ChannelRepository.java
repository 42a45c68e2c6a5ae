package dev.parley.persistence.channel;

import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ChannelId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.channel.Channel;
import java.util.List;
import reactor.core.publisher.Mono;

/** Where direct channels are kept: one for each pair of bots, made once, never changed. */
public interface ChannelRepository {

    /** Stores a new channel; for {@link #row}. */
    Insert INTO = Insert.into("channels", "org_id", "id", "type", "pair_low", "pair_high", "created_at");

    /** Channels of one bot that are listed at most. */
    int MAX_LISTED = 1_000;

    static Object[] row(StoredChannel stored) {
        Channel channel = stored.channel();
        return new Object[] {
            channel.orgId().value(),
            channel.id().value(),
            channel.type(),
            stored.pair().low().value(),
            stored.pair().high().value(),
            channel.createdAt()
        };
    }

    /** Empty when the organisation has no such channel. */
    Mono<StoredChannel> find(Queries queries, OrgId org, ChannelId id);

    /** The pair's channel, or empty before its first message. */
    Mono<StoredChannel> find(Queries queries, OrgId org, BotPair pair);

    /**
     * Whether any organisation at all has the channel. The contract tells a channel of another organisation from none;
     * nothing else may ask beyond its own.
     */
    Mono<Boolean> existsAnywhere(Queries queries, ChannelId id);

    /**
     * The channels a bot belongs to with what was said last, the one with the latest activity first.
     *
     * @param before only those whose last activity is at an earlier position
     */
    Mono<List<Conversation>> listConversations(Queries queries, OrgId org, BotId bot, long before, int limit);

    /** The channels a bot belongs to, the one with the latest activity first. At most {@link #MAX_LISTED}. */
    Mono<List<ActiveChannel>> list(Queries queries, OrgId org, BotId bot);
}
