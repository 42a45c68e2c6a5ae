package dev.parley.server.channel;

import dev.parley.persistence.Database;
import dev.parley.persistence.bot.BotRepository;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.channel.ActiveChannel;
import dev.parley.persistence.channel.ChannelRepository;
import dev.parley.persistence.channel.StoredChannel;
import dev.parley.persistence.journal.PositionRange;
import dev.parley.persistence.member.Member;
import dev.parley.persistence.member.MemberRepository;
import dev.parley.persistence.message.MessageRepository;
import dev.parley.persistence.message.StoredMessage;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ChannelId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.channel.ChannelDetail;
import dev.parley.protocol.channel.ChannelListing;
import dev.parley.protocol.channel.ChannelMember;
import dev.parley.protocol.message.InboxMessage;
import dev.parley.server.auth.Caller;
import dev.parley.server.message.HistoryPage;
import dev.parley.server.message.HistoryQuery;
import dev.parley.server.message.MessageHistory;
import dev.parley.server.presence.Presence;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Shows channels and what was said in them to their members, and to the organisation's administrators. */
public final class ChannelService {

    static final int INBOX_LIMIT = 100;

    private final Database database;
    private final KnownChannels knownChannels;
    private final ChannelRepository channels;
    private final MemberRepository members;
    private final MessageRepository messages;
    private final MessageHistory history;
    private final BotRepository bots;
    private final Presence presence;

    public ChannelService(
            Database database,
            KnownChannels knownChannels,
            ChannelRepository channels,
            MemberRepository members,
            MessageRepository messages,
            BotRepository bots,
            Presence presence) {
        this.database = database;
        this.knownChannels = knownChannels;
        this.channels = channels;
        this.members = members;
        this.messages = messages;
        this.history = new MessageHistory(database, messages);
        this.bots = bots;
        this.presence = presence;
    }

    /** Fails as {@link #requireReadable} does. */
    Mono<ChannelDetail> detail(Caller caller, String id) {
        return requireReadable(caller, id).flatMap(stored -> {
            OrgId org = stored.channel().orgId();
            return members.list(database, org, stored.channel().id().value())
                    .map(found -> new ChannelDetail(stored.channel(), shown(org, found)));
        });
    }

    /**
     * A page of what was said in a channel. Fails as {@link #requireReadable} does.
     *
     * @param query read only for whoever may read the channel; may refuse, too
     */
    Mono<HistoryPage> history(Caller caller, String id, Supplier<HistoryQuery> query) {
        return requireReadable(caller, id)
                .map(StoredChannel::channel)
                .flatMap(channel -> history.read(channel.orgId(), channel.id().value(), query.get()));
    }

    /**
     * The channel with that id if the caller may read it. Fails with {@code NOT_FOUND} when there is none anywhere, with
     * {@code FORBIDDEN} when it is another organisation's or two other bots'.
     */
    private Mono<StoredChannel> requireReadable(Caller caller, String id) {
        ChannelReader reader = ChannelReader.of(caller);
        return Mono.justOrEmpty(ChannelId.parse(id))
                .flatMap(channel -> knownChannels
                        .find(reader.org(), channel)
                        .switchIfEmpty(Mono.defer(() -> refuseForeign(channel))))
                .switchIfEmpty(Mono.error(() -> HubException.notFound("Channel")))
                .doOnNext(stored -> {
                    if (!reader.mayRead(stored)) {
                        throw forbidden("Only the two members of a channel and the admins of their org may read it");
                    }
                });
    }

    /** Empty when no organisation has the channel. */
    private Mono<StoredChannel> refuseForeign(ChannelId channel) {
        return knownChannels
                .existsAnywhere(channel)
                .filter(exists -> exists)
                .flatMap(exists -> Mono.error(forbidden("This channel belongs to another org")));
    }

    /**
     * The channels of a bot, the one with the latest activity first. Fails with {@code NOT_FOUND} for an unknown bot, with
     * {@code FORBIDDEN} when a bot asks for another one's.
     */
    Mono<List<ChannelListing>> listOf(Caller caller, String botIdOrName) {
        ChannelReader reader = ChannelReader.of(caller);
        return requireBot(reader.org(), botIdOrName)
                .doOnNext(bot -> {
                    if (!reader.mayListThoseOf(bot)) {
                        throw forbidden("A bot may only list its own channels");
                    }
                })
                .flatMap(bot -> channels.list(database, reader.org(), bot))
                .flatMap(found -> withMembers(reader.org(), found));
    }

    private Mono<BotId> requireBot(OrgId org, String idOrName) {
        return Mono.justOrEmpty(BotId.parse(idOrName))
                .flatMap(id -> bots.findSummary(database, org, id))
                .switchIfEmpty(Mono.defer(() -> bots.findSummary(database, org, idOrName)))
                .switchIfEmpty(Mono.error(() -> HubException.notFound("Bot")))
                .map(BotSummary::id);
    }

    private Mono<List<ChannelListing>> withMembers(OrgId org, List<ActiveChannel> active) {
        List<UUID> topics =
                active.stream().map(one -> one.channel().id().value()).toList();
        return members.listByTopic(database, org, topics)
                .map(byTopic ->
                        active.stream().map(one -> listing(org, one, byTopic)).toList());
    }

    private ChannelListing listing(OrgId org, ActiveChannel active, Map<UUID, List<Member>> byTopic) {
        List<Member> found = byTopic.getOrDefault(active.channel().id().value(), List.of());
        return ChannelListing.of(active.channel(), active.lastActivityAt(), shown(org, found));
    }

    private List<ChannelMember> shown(OrgId org, List<Member> found) {
        return found.stream()
                .map(member -> new ChannelMember(member.bot(), member.name(), presence.isOnline(org, member.bot())))
                .toList();
    }

    /** What others sent to the bot later than {@code sinceMillis}, oldest first, at most {@value #INBOX_LIMIT}. */
    Mono<List<InboxMessage>> inbox(Caller.Bot caller, long sinceMillis) {
        PositionRange range = PositionRange.between(OptionalLong.of(sinceMillis), OptionalLong.empty());
        return messages.inbox(database, caller.org(), caller.bot(), range, INBOX_LIMIT)
                .map(found -> found.stream()
                        .map(StoredMessage::toDirectMessage)
                        .map(message -> new InboxMessage(message, null))
                        .toList());
    }

    private static HubException forbidden(String message) {
        return HubException.of(ErrorCode.FORBIDDEN, message);
    }
}
