package dev.parley.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubSocket;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** Does at random, through both doors, whatever adds to the catch-up of an organisation's bots; refusals are part of it. */
public final class Deeds {

    private static final List<String> STATUSES = List.of("active", "blocked", "reviewing", "resolved");
    private static final String MANUAL = "manual";

    private final TestOrg org;
    private final List<TestBot> bots;
    private final List<String> threads = new CopyOnWriteArrayList<>();

    public Deeds(TestOrg org, List<TestBot> bots) {
        this.org = org;
        this.bots = bots;
    }

    /** Begins a thread of everybody, so that there is something to do. */
    public void begin() {
        TestBot first = bots.get(0);
        threads.add(first.openThread("everybody", bots.toArray(TestBot[]::new)));
    }

    /** One writer, who does one thing after the other. */
    public void act(Random random, int times) {
        TestBot self = pick(bots, random);
        try (HubSocket socket = self.connect()) {
            for (int i = 0; i < times; i++) {
                act(random, random.nextBoolean() ? self : pick(bots, random), self, socket);
                if (i == times / 2) {
                    passBy("passer-by-" + random.nextInt(1_000_000), random);
                }
            }
        }
    }

    /** A bot comes, talks, takes another name and is deleted: what the others missed of it stays. */
    private void passBy(String name, Random random) {
        TestBot bot = org.bot(name);
        bot.openThread("of nobody else");
        String thread = bot.openThread("left behind", pick(bots, random));
        expect(bot.http().post(of(thread, "/messages"), Fields.of("content", "hello")));
        expect(bot.http().post("/api/send", Fields.of("to", pick(bots, random).id(), "content", "hello")));
        expect(bot.http().patch("/api/me/name", Fields.of("name", name + "-again")));
        expect(bot.http().post(of(thread, "/messages"), Fields.of("content", "bye")));
        threads.add(thread);
        expect(bot.http().delete("/api/me"));
    }

    private void act(Random random, TestBot bot, TestBot owner, HubSocket socket) {
        String thread = pick(threads, random);
        TestBot other = pick(bots, random);
        int dice = random.nextInt(100);
        if (dice < 12) {
            expect(bot.http().post("/api/send", Fields.of("to", other.id(), "content", "hi")));
        } else if (dice < 22 && !other.equals(owner)) {
            say(socket, Fields.of("type", "send_dm", "ref", dice, "to", other.id(), "content", "hi"));
        } else if (dice < 34) {
            expect(bot.http().post(of(thread, "/messages"), Fields.of("content", "hi")));
        } else if (dice < 46) {
            say(socket, Fields.of("type", "send_thread_message", "ref", dice, "thread_id", thread, "content", "hi"));
        } else if (dice < 56) {
            artifact(random, bot, thread);
        } else if (dice < 66) {
            comeAndGo(random, bot, other, thread);
        } else if (dice < 74) {
            expect(bot.http().post(of(thread, "/join")));
        } else if (dice < 82) {
            expect(bot.http().delete(of(thread, "/participants/" + other.id())));
        } else if (dice < 90) {
            change(random, bot, thread);
        } else if (dice < 95) {
            administer(random, other, thread);
        } else {
            threads.add(bot.openThread("topic " + random.nextInt(1_000), other, pick(bots, random)));
        }
    }

    private void comeAndGo(Random random, TestBot bot, TestBot other, String thread) {
        Map<String, Object> invitation = random.nextBoolean()
                ? Fields.of("bot_id", other.id())
                : Fields.of("bot_id", other.id(), "label", "label " + random.nextInt(3));
        expect(bot.http().post(of(thread, "/participants"), invitation));
    }

    private void artifact(Random random, TestBot bot, String thread) {
        String key = "plan-" + random.nextInt(3);
        Answer added = bot.http().post(of(thread, "/artifacts"), Fields.of("artifact_key", key, "content", "x"));
        expect(added);
        if (added.status() == 409) {
            expect(bot.http().patch(of(thread, "/artifacts/" + key), Fields.of("content", "y")));
        }
    }

    private void change(Random random, TestBot bot, String thread) {
        int dice = random.nextInt(10);
        Map<String, Object> patch = dice == 0
                ? Fields.of("status", "closed", "close_reason", MANUAL)
                : dice < 4
                        ? Fields.of("topic", "topic " + random.nextInt(1_000), "status", pick(STATUSES, random))
                        : dice < 8
                                ? Fields.of("status", pick(STATUSES, random))
                                : Fields.of("topic", "topic " + random.nextInt(1_000));
        expect(bot.http().patch(of(thread, ""), patch));
    }

    /** What an administrator does is told as well. */
    private void administer(Random random, TestBot other, String thread) {
        String path = "/api/org" + of(thread, "").substring("/api".length());
        switch (random.nextInt(3)) {
            case 0 -> expect(org.admin().patch(path, Fields.of("status", pick(STATUSES, random))));
            case 1 -> expect(org.admin().post(path + "/participants", Fields.of("bot_id", other.id())));
            default -> expect(org.admin().delete(path + "/participants/" + other.id()));
        }
    }

    private static String of(String thread, String rest) {
        return "/api/threads/" + thread + rest;
    }

    /** Others may have been quicker, which is refused; but nothing may break. */
    private static void expect(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isLessThan(500);
    }

    private static void say(HubSocket socket, Map<String, Object> frame) {
        socket.send(frame);
        JsonNode answer = socket.next();
        while (!answer.has("ref")) {
            answer = socket.next();
        }
        assertThat(answer.path("type").asString()).isIn("ack", "error");
        assertThat(answer.path("code").asString("")).isNotEqualTo("INTERNAL_ERROR");
    }

    private static <T> T pick(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
