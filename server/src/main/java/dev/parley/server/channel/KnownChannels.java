package dev.parley.server.channel;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.persistence.Database;
import dev.parley.persistence.channel.ChannelRepository;
import dev.parley.persistence.channel.StoredChannel;
import dev.parley.protocol.ChannelId;
import dev.parley.protocol.OrgId;
import reactor.core.publisher.Mono;

/** Channels as they were made, mostly from memory: since that never changes, it is remembered without a term. */
public final class KnownChannels {

    private static final int MAX_CHANNELS = 50_000;

    private final Database database;
    private final ChannelRepository channels;
    private final Cache<Key, StoredChannel> known =
            Caffeine.newBuilder().maximumSize(MAX_CHANNELS).build();

    public KnownChannels(Database database, ChannelRepository channels) {
        this.database = database;
        this.channels = channels;
    }

    /** The organisation's channel with that id, or empty. */
    Mono<StoredChannel> find(OrgId org, ChannelId id) {
        return Mono.defer(() -> {
            Key key = new Key(org, id);
            StoredChannel remembered = known.getIfPresent(key);
            return remembered != null
                    ? Mono.just(remembered)
                    : channels.find(database, org, id).doOnNext(found -> known.put(key, found));
        });
    }

    /** Whether another organisation has a channel of that id. */
    Mono<Boolean> existsAnywhere(ChannelId id) {
        return channels.existsAnywhere(database, id);
    }

    private record Key(OrgId org, ChannelId id) {}
}
