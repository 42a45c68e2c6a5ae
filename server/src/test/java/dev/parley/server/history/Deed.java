package dev.parley.server.history;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.testing.TestBot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Something a bot does, by either door. It carries a key, so that it happens once, however often it is repeated for want of an
 * answer.
 *
 * @param body of the request
 * @param frame the same for a WebSocket
 * @param content what it says, never the same twice; null when nothing comes of it that has an id
 */
record Deed(
        String key,
        String method,
        String path,
        Map<String, Object> body,
        Map<String, Object> frame,
        @Nullable String content) {

    /** One message in so many fits in no page of the database. */
    private static final int LONG_ONES = 50;

    private static final int LONG = 5_000;

    /**
     * The next deed of a writer.
     *
     * @param key that of no other
     */
    static Deed next(Society society, TestBot bot, String key, Random random) {
        int dice = random.nextInt(100);
        String room = society.anyRoom(random);
        if (dice < 8) {
            return message(society.hall(), key, random);
        } else if (dice < 58) {
            return message(room, key, random);
        } else if (dice < 80) {
            return direct(society.anyBut(bot, random), key, random);
        } else if (dice < 84) {
            return artifact(room, key);
        } else if (dice < 87) {
            return topic(room, key);
        } else if (dice < 88 && !society.hasEnoughRooms()) {
            return open(key, List.of(society.host(), society.any(random), society.any(random)));
        }
        return comeOrGo(room, bot, society.anyBut(bot, random), key, random);
    }

    private static Deed message(String thread, String key, Random random) {
        Map<String, Object> body = Fields.of("content", text(key, random));
        return inThread(thread, "POST", "/messages", "send_thread_message", key, body, (String) body.get("content"));
    }

    private static Deed artifact(String thread, String key) {
        Map<String, Object> body = Fields.of("artifact_key", key, "content", key);
        return inThread(thread, "POST", "/artifacts", "artifact_add", key, body, key);
    }

    private static Deed topic(String thread, String key) {
        return inThread(thread, "PATCH", "", "thread_update", key, Fields.of("topic", key), null);
    }

    private static Deed comeOrGo(String thread, TestBot bot, TestBot other, String key, Random random) {
        return switch (random.nextInt(5)) {
            case 0, 1 ->
                inThread(thread, "POST", "/participants", "thread_invite", key, Fields.of("bot_id", other.id()), null);
            case 2, 3 -> inThread(thread, "POST", "/join", "thread_join", key, Map.of(), null);
            default -> remove(thread, random.nextBoolean() ? bot : other, key);
        };
    }

    private static Deed remove(String thread, TestBot who, String key) {
        Map<String, Object> frame =
                Fields.of("type", "thread_remove_participant", "thread_id", thread, "bot_id", who.id());
        return new Deed(key, "DELETE", "/api/threads/" + thread + "/participants/" + who.id(), Map.of(), frame, null);
    }

    private static Deed inThread(
            String thread,
            String method,
            String path,
            String type,
            String key,
            Map<String, Object> body,
            @Nullable String content) {
        Map<String, Object> frame = Fields.of("type", type, "thread_id", thread);
        frame.putAll(body);
        return new Deed(key, method, "/api/threads/" + thread + path, body, frame, content);
    }

    private static Deed direct(TestBot to, String key, Random random) {
        Map<String, Object> body = Fields.of("to", to.id(), "content", text(key, random));
        Map<String, Object> frame = Fields.of("type", "send_dm");
        frame.putAll(body);
        return new Deed(key, "POST", "/api/send", body, frame, (String) body.get("content"));
    }

    private static Deed open(String key, List<TestBot> others) {
        Map<String, Object> body = Fields.of(
                "topic", key, "participants", others.stream().map(TestBot::id).toList());
        Map<String, Object> frame = Fields.of("type", "thread_create");
        frame.putAll(body);
        return new Deed(key, "POST", "/api/threads", body, frame, key);
    }

    private static String text(String key, Random random) {
        return key + " " + "x".repeat(random.nextInt(LONG_ONES) == 0 ? LONG : random.nextInt(80));
    }

    boolean opensRoom() {
        return path.equals("/api/threads");
    }

    /** Asks the hub for it by a request. */
    Answer request(HubClient client) {
        HubClient once = client.with("Idempotency-Key", key);
        return body.isEmpty() ? once.call(method, path) : once.call(method, path, body);
    }

    /** The frame that asks the hub for it. */
    Map<String, Object> frame(int ref) {
        Map<String, Object> all = new LinkedHashMap<>(frame);
        all.put("ref", ref);
        all.put("idempotency_key", key);
        return all;
    }
}
