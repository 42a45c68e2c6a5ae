package dev.parley.server.channel;

import dev.parley.persistence.Database;
import dev.parley.persistence.bot.SqlBotRepository;
import dev.parley.persistence.channel.ChannelRepository;
import dev.parley.persistence.channel.SqlChannelRepository;
import dev.parley.persistence.member.MemberRepository;
import dev.parley.persistence.member.SqlMemberRepository;
import dev.parley.persistence.message.SqlMessageRepository;
import dev.parley.server.testing.FeatureHub;

/** Puts direct messages and channels behind the doors of a test's hub. */
final class ChannelHub {

    static final int MAX_LENGTH = 65_536;

    private ChannelHub() {}

    static FeatureHub start(Database database) {
        FeatureHub hub = new FeatureHub(database);
        DirectMessages directMessages = directMessages(hub);
        ChannelRepository channels = new SqlChannelRepository();
        MemberRepository members = new SqlMemberRepository();
        ChannelService service = new ChannelService(
                database,
                new KnownChannels(database, channels),
                channels,
                members,
                new SqlMessageRepository(),
                new SqlBotRepository(),
                hub.fanout);
        return hub.with(new ChannelRoutes(directMessages, service))
                .with(new ChannelOperations(directMessages))
                .start();
    }

    static DirectMessages directMessages(FeatureHub hub) {
        ChannelRepository channels = new SqlChannelRepository();
        return new DirectMessages(
                hub.journal,
                hub.rateLimits,
                hub.bots,
                channels,
                new SqlMemberRepository(),
                new KnownChannels(hub.database, channels),
                MAX_LENGTH);
    }
}
