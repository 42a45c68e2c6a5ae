package dev.parley.server.catchup;

import dev.parley.persistence.Database;
import dev.parley.persistence.channel.ChannelRepository;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.member.MemberRepository;
import dev.parley.persistence.member.SqlMemberRepository;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.persistence.thread.ThreadRepository;
import dev.parley.persistence.thread.ThreadRow;
import dev.parley.protocol.Actor;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ChannelId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.bot.BotRef;
import dev.parley.protocol.catchup.CatchUpFacts;
import dev.parley.protocol.catchup.CatchUpType;
import dev.parley.protocol.event.Event;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.JoinPolicy;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.protocol.thread.Visibility;
import dev.parley.server.journal.Audience;
import dev.parley.server.journal.CatchUpFact;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.LaneTransaction;
import dev.parley.server.journal.Topic;
import dev.parley.server.testing.ManualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * An organisation whose bots talk: everything goes through the journal as the services send it there, and into the
 * {@link Model}, which belongs to the organisation's lane until all is said.
 */
final class World {

    private static final Audience NOBODY = new Audience.Bots(Set.of(), Audience.Admins.SUBSCRIBED);
    private static final MemberRepository MEMBERS = new SqlMemberRepository();

    final ManualClock clock = new ManualClock(1_790_000_000_000L);
    final Model model = new Model(World::topicOf);
    final OrgId org;
    private final AtomicLong head = new AtomicLong();
    private final Journal journal;

    World(Database database, TestOrg org) {
        this.org = org.id();
        journal = new Journal(database, clock, commit -> head.set(commit.position()), new SimpleMeterRegistry());
    }

    /** What the hub calls a thread in this world. */
    static String topicOf(UUID thread) {
        return "about " + thread;
    }

    /** The position of the last entry that is certainly committed. */
    long head() {
        return head.get();
    }

    /** Runs in the organisation's lane, where the model may be looked at. */
    Mono<Long> inLane(Function<LaneTransaction, Mono<Long>> step) {
        return journal.append(org, step::apply);
    }

    /** A thread begun by the first of the bots. */
    Mono<Long> createThread(LaneTransaction lane, UUID id, List<BotId> bots) {
        long at = lane.nextPosition();
        BotId initiator = bots.get(0);
        lane.insertLater(ThreadRepository.INTO, ThreadRow.inserted(thread(id, initiator, Position.millis(at))));
        bots.forEach(bot -> join(lane, id, bot, at));
        CatchUpFacts facts = new CatchUpFacts.Invitation(topicOf(id), Actor.bot(initiator));
        return append(lane, at, thread(id), initiator, CatchUpType.THREAD_INVITED, facts);
    }

    Mono<Long> createChannel(LaneTransaction lane, UUID id, BotId one, BotId other) {
        long at = lane.nextPosition();
        lane.insertLater(
                ChannelRepository.INTO, org.value(), id, "direct", one.value(), other.value(), Position.millis(at));
        join(lane, id, one, at);
        join(lane, id, other, at);
        return append(lane, at, Topic.channel(new ChannelId(id)), one, null, null);
    }

    Mono<Long> directMessage(LaneTransaction lane, UUID channel, BotId sender) {
        Topic topic = Topic.channel(new ChannelId(channel));
        return append(lane, lane.nextPosition(), topic, sender, CatchUpType.CHANNEL_MESSAGE_SUMMARY, null);
    }

    Mono<Long> message(LaneTransaction lane, UUID thread, BotId sender) {
        return append(lane, lane.nextPosition(), thread(thread), sender, CatchUpType.THREAD_MESSAGE_SUMMARY, null);
    }

    Mono<Long> artifact(LaneTransaction lane, UUID thread, BotId contributor, String key, int version) {
        CatchUpFacts facts = new CatchUpFacts.ArtifactVersion(key, version);
        return append(lane, lane.nextPosition(), thread(thread), contributor, CatchUpType.THREAD_ARTIFACT_ADDED, facts);
    }

    /** {@code by} is null for an administrator. */
    Mono<Long> status(LaneTransaction lane, UUID thread, BotId by, ThreadStatus from, ThreadStatus to) {
        CatchUpFacts facts = new CatchUpFacts.StatusChange(topicOf(thread), from, to, actor(by));
        return append(lane, lane.nextPosition(), thread(thread), by, CatchUpType.THREAD_STATUS_CHANGED, facts);
    }

    /** {@code inviter} is null for an administrator. */
    Mono<Long> invite(LaneTransaction lane, UUID thread, BotId bot, BotId inviter) {
        long at = lane.nextPosition();
        join(lane, thread, bot, at);
        CatchUpFacts facts = new CatchUpFacts.Invitation(topicOf(thread), actor(inviter));
        return append(lane, at, thread(thread), inviter, CatchUpType.THREAD_INVITED, facts);
    }

    /** Joins by itself, which nobody misses. */
    Mono<Long> joinAlone(LaneTransaction lane, UUID thread, BotId bot) {
        long at = lane.nextPosition();
        join(lane, thread, bot, at);
        return append(lane, at, thread(thread), bot, null, null);
    }

    Mono<Long> remove(LaneTransaction lane, UUID thread, BotId bot, BotId by) {
        long at = lane.nextPosition();
        CatchUpFacts facts = new CatchUpFacts.Removal(topicOf(thread), actor(by));
        model.left(thread, bot, at);
        return MEMBERS.leave(lane, org, thread, bot, at)
                .then(append(lane, at, thread(thread), by, CatchUpType.THREAD_PARTICIPANT_REMOVED, facts));
    }

    private void join(LaneTransaction lane, UUID topic, BotId bot, long at) {
        lane.insertLater(MemberRepository.INTO, MemberRepository.joined(org, topic, bot, at, null));
        model.joined(topic, bot, at);
    }

    /** The frame plays no part here. */
    private Mono<Long> append(
            LaneTransaction lane, long at, Topic topic, BotId actor, CatchUpType type, CatchUpFacts facts) {
        Event event = new Event.BotOnline(new BotRef(actor, "somebody"));
        CatchUpFact fact = type == null ? null : new CatchUpFact(type.wireName(), facts);
        lane.append(at, topic, NOBODY, actor, event, fact);
        if (type != null) {
            model.happened(at, topic.id(), actor, type, facts);
        }
        return Mono.just(at);
    }

    private Actor actor(BotId bot) {
        return bot == null ? Actor.org(org) : Actor.bot(bot);
    }

    private static Topic thread(UUID id) {
        return Topic.thread(new ThreadId(id));
    }

    private HubThread thread(UUID id, BotId initiator, long now) {
        return new HubThread(
                new ThreadId(id),
                org,
                topicOf(id),
                null,
                ThreadStatus.ACTIVE,
                initiator,
                null,
                null,
                null,
                null,
                Visibility.PUBLIC,
                JoinPolicy.OPEN,
                1,
                now,
                now,
                now,
                null);
    }
}
