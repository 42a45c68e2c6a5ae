package dev.parley.server.fuzz;

import dev.parley.server.client.Fields;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A hub that is shot at by several bots, while two others talk. */
final class Range {

    final Tally tally = new Tally();
    private final TestHub hub;
    private final TestOrg org;
    private final TestBot friend;
    private final TestOrg others;

    Range(TestHub hub) {
        this.hub = hub;
        org = hub.org().unlimited();
        friend = org.bot("friend");
        others = hub.org().unlimited();
    }

    Witness witness() {
        return new Witness(others.bot("alice"), others.bot("bob"));
    }

    /** Shoots from that many connections at once; done when all have, failed when an answer was not right. */
    CompletableFuture<Void> fire(int shooters, long shotsEach, long seed) {
        return CompletableFuture.allOf(IntStream.range(0, shooters)
                .mapToObj(i -> shooter(seed + i))
                .map(shooter -> CompletableFuture.runAsync(() -> shooter.fire(shotsEach)))
                .toArray(CompletableFuture[]::new));
    }

    private Shooter shooter(long seed) {
        TestBot bot = org.bot("shooter-" + seed);
        List<Map<String, Object>> operations = operations(bot);
        Set<String> types = operations.stream()
                .map(frame -> (String) frame.get("type"))
                .filter(type -> !type.equals("ping"))
                .collect(Collectors.toSet());
        return new Shooter(bot, new Gun(seed, operations), new Judge(types), tally, new Wire(new Random(seed)));
    }

    /** One of each kind; most can be done. */
    private List<Map<String, Object>> operations(TestBot bot) {
        String thread = bot.openThread("target", friend);
        String channel = bot.sendTo(friend, "hello");
        Map<String, Object> part = Fields.of("type", "text", "content", "part");
        return Stream.of(
                        frame("send", "channel_id", channel, "content", "hi"),
                        frame("send_dm", "to", "friend", "content", "hi", "parts", List.of(part)),
                        frame("send_thread_message", "thread_id", thread, "content", "@all hi", "metadata", Map.of()),
                        frame("thread_create", "topic", "t", "tags", List.of("x"), "participants", List.of("friend")),
                        frame("thread_update", "thread_id", thread, "topic", "new", "context", Map.of("a", 1)),
                        frame("thread_invite", "thread_id", thread, "bot_id", "friend", "label", "x"),
                        frame("thread_join", "thread_id", thread),
                        frame("thread_leave", "thread_id", thread),
                        frame("thread_remove_participant", "thread_id", thread, "bot_id", "friend"),
                        frame("artifact_add", "thread_id", thread, "artifact_key", "k", "content", "{'a':1,}"),
                        frame("artifact_update", "thread_id", thread, "artifact_key", "k", "content", "b"),
                        frame("subscribe", "thread_id", thread),
                        frame("unsubscribe", "channel_id", channel),
                        frame("ping"))
                .toList();
    }

    private static Map<String, Object> frame(String type, Object... fields) {
        Map<String, Object> frame = Fields.of("type", type, "ref", "r");
        frame.putAll(Fields.of(fields));
        return frame;
    }

    /** Connections the hub has, by its own count. */
    int connections() {
        return hub.client().get("/health").json().path("connected_clients").asInt();
    }
}
