package dev.parley.server.history;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestOrg;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** One organisation with those who write in it and those who are told of it. */
final class Camp {

    private static final List<Door> DOORS = List.of(Door.values());

    private final List<Writer> writers = new ArrayList<>();
    private final List<Ear> ears = new ArrayList<>();
    private final Plan plan;
    private final Nodes nodes;
    private final Complaints complaints;
    private final Random random;
    private final Society society;
    private final long start;

    /** A bot and its listener. */
    record Ear(TestBot bot, Listener listener) {}

    Camp(Plan plan, Nodes nodes, TestOrg org, int bots, Complaints complaints, Random random) {
        this.plan = plan;
        this.nodes = nodes;
        this.complaints = complaints;
        this.random = random;
        society = new Society(org, bots, complaints);
        for (int i = 0; i < bots; i++) {
            if (isPosted(i)) {
                ears.add(posted(society.bots().get(i)));
            }
        }
        start = Replay.end(nodes.any(society.host(), random));
        for (int i = 0; i < bots; i++) {
            if (!isPosted(i)) {
                ears.add(asking(society.bots().get(i), DOORS.get(i % (DOORS.size() + 1))));
            }
        }
        society.open(random);
    }

    /** The doors take turns, and webhooks take theirs. */
    private static boolean isPosted(int bot) {
        return bot % (DOORS.size() + 1) == DOORS.size();
    }

    private Ear posted(TestBot bot) {
        Posted posted = new Posted(received("webhook", bot), new Random(random.nextLong()), plan.mishapsEvery());
        Answer answer = bot.http().put("/api/me/webhook", Fields.of("url", posted.url()));
        if (answer.status() != 200) {
            throw new IllegalStateException("No webhook: " + answer);
        }
        return new Ear(bot, posted);
    }

    private Ear asking(TestBot bot, Door door) {
        Random chance = new Random(random.nextLong());
        String name = door.name().toLowerCase(Locale.ROOT);
        return new Ear(
                bot,
                new Receiver(nodes, door, bot, received(name, bot), complaints, chance, plan.longestLine(), start));
    }

    private Received received(String door, TestBot bot) {
        return new Received(door + " of " + bot.name(), society.chronicle(), complaints);
    }

    /** A writer more, who acts as one of the bots. */
    void addWriter(int number, int quota, Progress progress) {
        TestBot bot = society.bots().get(writers.size() % society.bots().size());
        Random chance = new Random(random.nextLong());
        String name = "w" + number;
        writers.add(
                writers.size() % 2 == 0
                        ? new SocketWriter(name, nodes, society, bot, progress, chance, quota)
                        : new HttpWriter(name, nodes, society, bot, progress, chance, quota));
    }

    List<Writer> writers() {
        return writers;
    }

    List<Ear> ears() {
        return ears;
    }

    int entries() {
        return society.chronicle().size();
    }

    /** Says the last thing, when the writers have ended, and lets the listeners know when that was. */
    void end() {
        society.sayGoodbye(nodes.any(society.host(), random));
        long end = Replay.end(nodes.any(society.host(), random));
        ears.forEach(ear -> ear.listener().endAt(end));
    }

    /** Judges what the listeners were told, when they have been told everything. */
    void judge() {
        List<Replay> replays = society.everybody().stream()
                .map(bot -> new Replay(bot, received("replay", bot)))
                .toList();
        replays.forEach(replay -> replay.read(nodes.any(replay.bot(), random), start));
        Verdict verdict = new Verdict(society, nodes.any(society.host(), random), complaints);
        replays.forEach(replay -> verdict.compare(replay.received(), replay.bot()));
        ears.forEach(ear -> {
            if (ear.listener() instanceof Posted) {
                verdict.comparePosted(ear.listener().received(), ear.bot());
            } else {
                verdict.compare(ear.listener().received(), ear.bot());
            }
        });
        verdict.judge(writers);
        verdict.compareHistories();
        verdict.compareMembers();
        society.everybody().forEach(bot -> verdict.compareCatchUp(bot, start));
    }
}
