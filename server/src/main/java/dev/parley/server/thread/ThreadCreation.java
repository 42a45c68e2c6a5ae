package dev.parley.server.thread;

import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.channel.ChannelRepository;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.member.Member;
import dev.parley.protocol.Actor;
import dev.parley.protocol.BotId;
import dev.parley.protocol.HubException;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.event.Event;
import dev.parley.protocol.thread.HubThread;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.server.Via;
import dev.parley.server.audit.Audit;
import dev.parley.server.auth.Caller;
import dev.parley.server.bot.LaneBots;
import dev.parley.server.journal.Audience;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.LaneTransaction;
import dev.parley.server.journal.Topic;
import dev.parley.server.limit.RateLimits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Begins threads. */
public final class ThreadCreation {

    private final Journal journal;
    private final RateLimits limits;
    private final LaneThreads threads;
    private final LaneBots bots;
    private final ChannelRepository channels;

    public ThreadCreation(
            Journal journal, RateLimits limits, LaneThreads threads, LaneBots bots, ChannelRepository channels) {
        this.journal = journal;
        this.limits = limits;
        this.threads = threads;
        this.bots = bots;
        this.channels = channels;
    }

    /** Fails with {@code RATE_LIMITED} first, then with {@code VALIDATION_ERROR}. */
    Mono<HubThread> create(Caller.Bot caller, JsonNode request, Via via) {
        return limits.acquire(caller.org(), caller.bot(), RateLimits.Kind.THREAD)
                .then(Mono.defer(() -> {
                    NewThread wanted = NewThread.read(request, via);
                    return journal.append(caller.org(), HubThread.class, lane -> create(lane, caller, wanted, via));
                }));
    }

    private Mono<HubThread> create(LaneTransaction lane, Caller.Bot caller, NewThread wanted, Via via) {
        return bots.require(lane, caller.bot())
                .zipWhen(initiator -> bots.findAllByIdOrName(lane, wanted.participants()))
                .map(found -> firstParticipants(wanted, found.getT1(), found.getT2()))
                .delayUntil(participants -> requireChannel(lane, wanted))
                .map(participants -> begin(lane, caller.bot(), wanted, participants, via));
    }

    /** The initiator, then the others in the order given, each once. */
    private static List<BotSummary> firstParticipants(
            NewThread wanted, BotSummary initiator, Map<String, BotSummary> found) {
        Map<BotId, BotSummary> first = new LinkedHashMap<>();
        first.put(initiator.id(), initiator);
        for (String text : wanted.participants()) {
            BotSummary bot = found.get(text);
            if (bot == null) {
                throw HubException.invalid("Bot not found: participants names \"" + text + "\"");
            }
            first.putIfAbsent(bot.id(), bot);
        }
        return List.copyOf(first.values());
    }

    private Mono<Void> requireChannel(LaneTransaction lane, NewThread wanted) {
        return Mono.justOrEmpty(wanted.channelId())
                .flatMap(id -> channels.find(lane, lane.org(), id).switchIfEmpty(Mono.error(NewThread::noSuchChannel)))
                .then();
    }

    private HubThread begin(LaneTransaction lane, BotId initiator, NewThread wanted, List<BotSummary> bots, Via via) {
        long position = lane.nextPosition();
        HubThread thread = thread(lane, initiator, wanted, Position.millis(position));
        ThreadState state = ThreadState.of(thread, members(thread.id(), bots, position));
        threads.begin(lane, state);
        announce(lane, position, state, Actor.bot(initiator));
        bots.forEach(bot -> announce(lane, state, bot));
        Audit.record(
                lane,
                position,
                initiator.toString(),
                "thread.create",
                "thread",
                thread.id(),
                Audit.detail(via, "topic", thread.topic(), "tags", thread.tags()));
        return thread;
    }

    /** All administrators hear of a new thread, not only those who subscribed: nobody can have, yet. */
    private static void announce(LaneTransaction lane, long position, ThreadState state, Actor by) {
        lane.append(
                position,
                Topic.thread(state.id()),
                new Audience.Bots(state.participants().bots(), Audience.Admins.ALL),
                state.thread().initiatorId(),
                new Event.ThreadCreated(state.thread()),
                ThreadFacts.invited(state.thread(), by));
    }

    private static void announce(LaneTransaction lane, ThreadState state, BotSummary bot) {
        BotId initiator = state.thread().initiatorId();
        lane.append(
                lane.nextPosition(),
                Topic.thread(state.id()),
                state.audience(),
                initiator,
                Event.ParticipantChanged.joined(state.id(), bot.ref(), Actor.bot(initiator)));
    }

    private static HubThread thread(LaneTransaction lane, BotId initiator, NewThread wanted, long now) {
        return new HubThread(
                ThreadId.next(),
                lane.org(),
                wanted.topic(),
                wanted.tags(),
                ThreadStatus.ACTIVE,
                initiator,
                wanted.channelId().orElse(null),
                wanted.context(),
                null,
                wanted.permissionPolicy(),
                wanted.visibility(),
                wanted.joinPolicy(),
                1,
                now,
                now,
                now,
                null);
    }

    private static List<Member> members(ThreadId thread, List<BotSummary> bots, long position) {
        return bots.stream()
                .map(bot -> new Member(thread.value(), bot.id(), bot.name(), null, position))
                .toList();
    }
}
