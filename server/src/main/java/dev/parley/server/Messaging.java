package dev.parley.server;

import dev.parley.persistence.bot.BotRepository;
import dev.parley.persistence.catchup.SqlCatchUpRepository;
import dev.parley.persistence.channel.ChannelRepository;
import dev.parley.persistence.channel.SqlChannelRepository;
import dev.parley.persistence.member.MemberRepository;
import dev.parley.persistence.member.SqlMemberRepository;
import dev.parley.persistence.message.MessageRepository;
import dev.parley.persistence.message.SqlMessageRepository;
import dev.parley.protocol.OrgId;
import dev.parley.server.bot.LaneBots;
import dev.parley.server.catchup.CatchUpRoutes;
import dev.parley.server.catchup.CatchUpService;
import dev.parley.server.channel.ChannelOperations;
import dev.parley.server.channel.ChannelRoutes;
import dev.parley.server.channel.ChannelService;
import dev.parley.server.channel.DirectMessages;
import dev.parley.server.channel.KnownChannels;
import dev.parley.server.http.Routes;
import dev.parley.server.limit.Limits;
import dev.parley.server.limit.RateLimits;
import dev.parley.server.org.OrgSettingsCache;
import dev.parley.server.ws.Operations;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/** What bots say to each other: channels, threads, artifacts and catch-up, put together. */
record Messaging(List<Routes> routes, List<Operations.Feature> operations) {

    static Messaging build(Core core, BotRepository bots, OrgSettingsCache settings, RateLimits limits) {
        ChannelRepository channels = new SqlChannelRepository();
        MemberRepository members = new SqlMemberRepository();
        MessageRepository messages = new SqlMessageRepository();
        LaneBots laneBots = new LaneBots(bots);
        KnownChannels knownChannels = new KnownChannels(core.database(), channels);
        int maxLength = core.settings().limits().maxMessageLength();
        DirectMessages directMessages =
                new DirectMessages(core.journal(), limits, laneBots, channels, members, knownChannels, maxLength);
        ChannelService channelService =
                new ChannelService(core.database(), knownChannels, channels, members, messages, bots, core.presence());
        Threads threads = Threads.build(core, settings, limits, laneBots, channels, members, messages);
        return new Messaging(
                joined(
                        List.of(
                                new ChannelRoutes(directMessages, channelService),
                                new CatchUpRoutes(new CatchUpService(core.database(), new SqlCatchUpRepository()))),
                        threads.routes()),
                joined(List.of(new ChannelOperations(directMessages)), threads.operations()));
    }

    private static <T> List<T> joined(List<? extends T> some, List<? extends T> others) {
        return Stream.concat(some.stream(), others.stream()).collect(Collectors.toUnmodifiableList());
    }

    /** How much bots may do, counted in one place for all doors, and for all nodes where there are several. */
    static RateLimits rateLimits(Core core, OrgSettingsCache settings) {
        Function<OrgId, Mono<Limits>> limits = org ->
                settings.settings(org).map(it -> new Limits(it.messagesPerMinutePerBot(), it.threadsPerHourPerBot()));
        return core.sharedRedis()
                .map(redis -> RateLimits.shared(limits, redis, core.clock()))
                .orElseGet(() -> new RateLimits(limits, core.clock()));
    }
}
