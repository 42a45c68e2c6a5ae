package dev.parley.server.history;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestOrg;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An organisation whose bots talk: in a hall where everybody always is, in rooms where they come and go, and in pairs. The
 * host is in the hall and in every room, but does nothing while others talk.
 */
final class Society {

    private static final int FIRST_ROOMS = 5;
    private static final int MOST_ROOMS = 40;

    private final TestBot host;
    private final List<TestBot> bots;
    private final Chronicle chronicle;
    private final List<String> rooms = new CopyOnWriteArrayList<>();
    private String hall;

    Society(TestOrg org, int size, Complaints complaints) {
        host = org.bot("host");
        bots = IntStream.range(0, size).mapToObj(i -> org.bot("bot" + i)).toList();
        chronicle = new Chronicle(complaints);
    }

    /** Makes the first places to talk; what happened before, nobody is told. */
    void open(Random random) {
        hall = host.openThread("hall", bots.toArray(TestBot[]::new));
        for (int i = 0; i < FIRST_ROOMS; i++) {
            addRoom(host.openThread("room " + i, bots.toArray(TestBot[]::new)));
        }
    }

    Chronicle chronicle() {
        return chronicle;
    }

    TestBot host() {
        return host;
    }

    List<TestBot> bots() {
        return bots;
    }

    /** The host, too. */
    List<TestBot> everybody() {
        return Stream.concat(Stream.of(host), bots.stream()).toList();
    }

    TestBot any(Random random) {
        return bots.get(random.nextInt(bots.size()));
    }

    TestBot anyBut(TestBot bot, Random random) {
        int others = random.nextInt(bots.size() - 1);
        return bots.get((bots.indexOf(bot) + 1 + others) % bots.size());
    }

    String hall() {
        return hall;
    }

    String anyRoom(Random random) {
        return rooms.get(random.nextInt(rooms.size()));
    }

    void addRoom(String room) {
        rooms.add(room);
    }

    boolean hasEnoughRooms() {
        return rooms.size() >= MOST_ROOMS;
    }

    /** The last thing that is said, which everybody is told. */
    void sayGoodbye(HubClient client) {
        Answer answer = client.withToken(host.token())
                .post("/api/threads/" + hall + "/messages", Fields.of("content", "goodbye " + hall));
        if (answer.status() != 200) {
            throw new IllegalStateException("Nothing said: " + answer);
        }
    }
}
