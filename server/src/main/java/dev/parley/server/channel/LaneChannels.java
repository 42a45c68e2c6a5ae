package dev.parley.server.channel;

import dev.parley.persistence.channel.BotPair;
import dev.parley.persistence.channel.ChannelRepository;
import dev.parley.persistence.channel.StoredChannel;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.member.Member;
import dev.parley.persistence.member.MemberRepository;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ChannelId;
import dev.parley.protocol.channel.Channel;
import dev.parley.protocol.event.Event;
import dev.parley.server.journal.Audience;
import dev.parley.server.journal.LaneTransaction;
import dev.parley.server.journal.Topic;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/** The channels of an organisation as seen from inside its lane, mostly from memory. */
final class LaneChannels {

    private final ChannelRepository channels;
    private final MemberRepository members;

    LaneChannels(ChannelRepository channels, MemberRepository members) {
        this.channels = channels;
        this.members = members;
    }

    /** The channel with that id, or empty. */
    Mono<ChannelState> find(LaneTransaction lane, ChannelId id) {
        return lane.recall(ChannelState.class, id, Mono.defer(() -> load(lane, id)));
    }

    /**
     * The direct channel between two bots, made now if this is their first message. To be called when nothing can refuse
     * the message any more.
     */
    Mono<ChannelState> findOrCreate(LaneTransaction lane, BotId sender, BotId target) {
        BotPair pair = BotPair.of(sender, target);
        return idOf(lane, pair)
                .flatMap(id -> find(lane, id))
                .switchIfEmpty(Mono.fromSupplier(() -> create(lane, pair, sender, target)));
    }

    private Mono<ChannelId> idOf(LaneTransaction lane, BotPair pair) {
        return lane.recall(
                ChannelId.class,
                pair,
                Mono.defer(() -> channels.find(lane, lane.org(), pair))
                        .map(stored -> stored.channel().id()));
    }

    private Mono<ChannelState> load(LaneTransaction lane, ChannelId id) {
        return channels.find(lane, lane.org(), id)
                .zipWhen(stored -> members.list(lane, lane.org(), id.value()))
                .map(found -> new ChannelState(found.getT1().channel(), botsOf(found.getT2())));
    }

    private static Set<BotId> botsOf(List<Member> members) {
        return members.stream().map(Member::bot).collect(Collectors.toUnmodifiableSet());
    }

    private static ChannelState create(LaneTransaction lane, BotPair pair, BotId sender, BotId target) {
        long at = lane.nextPosition();
        Channel channel = Channel.direct(ChannelId.next(), lane.org(), Position.millis(at));
        ChannelState state = new ChannelState(channel, Set.of(sender, target));
        lane.insertLater(ChannelRepository.INTO, ChannelRepository.row(new StoredChannel(channel, pair)));
        join(lane, channel, sender, at);
        join(lane, channel, target, at);
        lane.remember(ChannelId.class, pair, channel.id());
        lane.remember(ChannelState.class, channel.id(), state);
        lane.append(
                at,
                Topic.channel(channel.id()),
                new Audience.Bots(state.members(), Audience.Admins.ALL),
                sender,
                new Event.ChannelCreated(channel, List.of(sender, target)));
        return state;
    }

    private static void join(LaneTransaction lane, Channel channel, BotId bot, long at) {
        lane.insertLater(
                MemberRepository.INTO,
                MemberRepository.joined(lane.org(), channel.id().value(), bot, at, null));
    }
}
