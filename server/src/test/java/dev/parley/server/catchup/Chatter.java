package dev.parley.server.catchup;

import dev.parley.protocol.BotId;
import dev.parley.protocol.Ids;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.server.journal.LaneTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lets the bots of a world do at random whatever adds to catch-up. */
final class Chatter {

    private static final int THREADS = 3;

    private final World world;
    private final List<BotId> bots;

    /** Both belong to the lane. */
    private final List<UUID> threads = new ArrayList<>();

    private final List<UUID> channels = new ArrayList<>();

    Chatter(World world, List<BotId> bots) {
        this.world = world;
        this.bots = bots;
    }

    /** Everybody is in the first threads, and every two neighbours share a channel. */
    Mono<Void> begin() {
        Flux<Long> opened = Flux.range(0, THREADS).concatMap(i -> world.inLane(lane -> open(lane, bots)));
        Flux<Long> paired = Flux.range(1, bots.size() - 1)
                .concatMap(i -> world.inLane(lane -> pair(lane, bots.get(i - 1), bots.get(i))));
        return opened.thenMany(paired).then();
    }

    /** One writer, who does its steps one after the other. */
    Mono<Void> talk(Random random, int steps) {
        return Flux.range(0, steps)
                .concatMap(i -> Mono.defer(() -> {
                    if (random.nextInt(4) == 0) {
                        world.clock.advance(Duration.ofMillis(1));
                    }
                    return world.inLane(lane -> step(lane, random));
                }))
                .then();
    }

    private Mono<Long> step(LaneTransaction lane, Random random) {
        int dice = random.nextInt(100);
        if (dice < 20) {
            UUID channel = pick(channels, random);
            return world.directMessage(lane, channel, pick(world.model.members(channel), random));
        }
        UUID thread = pick(threads, random);
        List<BotId> members = world.model.members(thread);
        BotId member = pick(members, random);
        if (dice < 55) {
            return world.message(lane, thread, member);
        } else if (dice < 65) {
            return world.artifact(lane, thread, member, "plan-" + random.nextInt(3), dice);
        } else if (dice < 75) {
            BotId by = random.nextBoolean() ? member : null;
            return world.status(lane, thread, by, ThreadStatus.ACTIVE, ThreadStatus.REVIEWING);
        } else if (dice < 87) {
            return comeIn(lane, random, thread, members);
        } else if (dice < 98) {
            return members.size() > 1 ? world.remove(lane, thread, member, pick(members, random)) : Mono.empty();
        }
        return open(lane, List.of(member, bots.get((bots.indexOf(member) + 1) % bots.size())));
    }

    private Mono<Long> comeIn(LaneTransaction lane, Random random, UUID thread, List<BotId> members) {
        BotId bot = pick(bots, random);
        if (members.contains(bot)) {
            return Mono.empty();
        }
        return switch (random.nextInt(3)) {
            case 0 -> world.joinAlone(lane, thread, bot);
            case 1 -> world.invite(lane, thread, bot, null);
            default -> world.invite(lane, thread, bot, pick(members, random));
        };
    }

    private Mono<Long> open(LaneTransaction lane, List<BotId> participants) {
        UUID thread = Ids.next();
        threads.add(thread);
        return world.createThread(lane, thread, participants);
    }

    private Mono<Long> pair(LaneTransaction lane, BotId one, BotId other) {
        UUID channel = Ids.next();
        channels.add(channel);
        return world.createChannel(lane, channel, one, other);
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
