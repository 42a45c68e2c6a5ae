package dev.parley.server.channel;

import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.channel.ChannelRepository;
import dev.parley.persistence.member.MemberRepository;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ChannelId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.message.ContentRule;
import dev.parley.protocol.message.MessageContent;
import dev.parley.server.Via;
import dev.parley.server.audit.Audit;
import dev.parley.server.auth.Caller;
import dev.parley.server.bot.LaneBots;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.LaneTransaction;
import dev.parley.server.limit.RateLimits;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Sends messages from bot to bot. A message between bots that know each other reads nothing from the database. */
public final class DirectMessages {

    private final Journal journal;
    private final RateLimits limits;
    private final LaneBots bots;
    private final LaneChannels laneChannels;
    private final KnownChannels knownChannels;
    private final int maxLength;

    /** @param maxLength of a content, in UTF-16 code units */
    public DirectMessages(
            Journal journal,
            RateLimits limits,
            LaneBots bots,
            ChannelRepository channels,
            MemberRepository members,
            KnownChannels knownChannels,
            int maxLength) {
        this.journal = journal;
        this.limits = limits;
        this.bots = bots;
        this.laneChannels = new LaneChannels(channels, members);
        this.knownChannels = knownChannels;
        this.maxLength = maxLength;
    }

    /** Of a content, in UTF-16 code units. */
    int maxLength() {
        return maxLength;
    }

    /**
     * Sends to a bot named in the request, over the pair's channel, which the first message makes.
     *
     * <p>Fails, in this order, with {@code DM_SEND_BLOCKED}, {@code RATE_LIMITED}, {@code VALIDATION_ERROR} for a wrong
     * request, {@code NOT_FOUND} for an unknown bot, {@code VALIDATION_ERROR} for the sender itself or too long a content.
     */
    public Mono<SentDirect> send(Caller.Bot caller, JsonNode request, Via via) {
        ContentRule rule = via == Via.WS ? ContentRule.OBJECTS : ContentRule.STRICT;
        return requireOwnWords(caller)
                .then(limits.acquire(caller.org(), caller.bot(), RateLimits.Kind.MESSAGE))
                .then(Mono.fromCallable(() -> SendDirect.read(request, rule)))
                .flatMap(message ->
                        journal.append(caller.org(), SentDirect.class, lane -> send(lane, caller, message, via)));
    }

    /**
     * Sends to a channel the bot is a member of, as the WebSocket does.
     *
     * <p>Fails, in this order, with {@code DM_SEND_BLOCKED}, {@code FORBIDDEN} for whoever is no member,
     * {@code RATE_LIMITED}, {@code VALIDATION_ERROR}.
     */
    public Mono<SentDirect> sendToChannel(Caller.Bot caller, JsonNode request) {
        return requireOwnWords(caller)
                .then(Mono.defer(
                        () -> requireMember(caller, request.path("channel_id").asString(""))))
                .flatMap(id -> sendAsMember(caller, id, request));
    }

    private Mono<SentDirect> sendAsMember(Caller.Bot caller, ChannelId id, JsonNode request) {
        return limits.acquire(caller.org(), caller.bot(), RateLimits.Kind.MESSAGE)
                .then(Mono.fromCallable(
                        () -> MessageContent.read(request, ContentRule.ANYTHING).requireLength(maxLength)))
                .flatMap(content -> journal.append(
                        caller.org(), SentDirect.class, lane -> sendAsMember(lane, caller, id, content)));
    }

    /** A person who looks after a bot may read its messages, but not write them in its name. */
    private static Mono<Void> requireOwnWords(Caller.Bot caller) {
        return caller.session().isEmpty()
                ? Mono.empty()
                : Mono.error(() -> HubException.of(
                        ErrorCode.DM_SEND_BLOCKED,
                        "Direct messages can only be sent with the bot's own token, not from its owner's session"));
    }

    private Mono<ChannelId> requireMember(Caller.Bot caller, String id) {
        return Mono.justOrEmpty(ChannelId.parse(id))
                .flatMap(channel -> knownChannels.find(caller.org(), channel))
                .filter(stored -> stored.pair().contains(caller.bot()))
                .map(stored -> stored.channel().id())
                .switchIfEmpty(Mono.error(DirectMessages::notAMember));
    }

    private Mono<SentDirect> send(LaneTransaction lane, Caller.Bot caller, SendDirect message, Via via) {
        return bots.require(lane, caller.bot())
                .zipWhen(sender -> target(lane, caller, message))
                .flatMap(found -> deliver(lane, found.getT1(), found.getT2(), message.content(), via));
    }

    private Mono<SentDirect> deliver(
            LaneTransaction lane, BotSummary sender, BotId target, MessageContent content, Via via) {
        return laneChannels.findOrCreate(lane, sender.id(), target).map(channel -> {
            var audit = Audit.detail(via, "channel_id", channel.channel().id(), "to", target);
            return ChannelEntry.write(lane, channel, sender, content, audit);
        });
    }

    /** The last checks: a command that has begun to write must not refuse any more. */
    private Mono<BotId> target(LaneTransaction lane, Caller.Bot caller, SendDirect message) {
        return bots.findByIdOrName(lane, message.to())
                .map(BotSummary::id)
                .switchIfEmpty(Mono.error(() -> HubException.of(
                        ErrorCode.NOT_FOUND,
                        "Bot not found: to must be the id or the exact name of a bot of your org")))
                .doOnNext(target -> {
                    if (target.equals(caller.bot())) {
                        throw HubException.invalid("Cannot send to yourself: to must name another bot");
                    }
                    message.content().requireLength(maxLength);
                });
    }

    private Mono<SentDirect> sendAsMember(
            LaneTransaction lane, Caller.Bot caller, ChannelId id, MessageContent content) {
        return laneChannels
                .find(lane, id)
                .filter(channel -> channel.members().contains(caller.bot()))
                .switchIfEmpty(Mono.error(DirectMessages::notAMember))
                .zipWhen(channel -> bots.require(lane, caller.bot()))
                .map(found -> ChannelEntry.write(
                        lane, found.getT1(), found.getT2(), content, Audit.detail(Via.WS, "channel_id", id)));
    }

    private static HubException notAMember() {
        return HubException.of(
                ErrorCode.FORBIDDEN, "Not a member of this channel: channel_id must be a channel of your own");
    }
}
