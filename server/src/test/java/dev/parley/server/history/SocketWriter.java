package dev.parley.server.history;

import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Writes in bursts on a WebSocket, which it sometimes breaks before it has read the answers. */
final class SocketWriter extends Writer {

    private static final int BURST = 16;
    private static final int BREAKS_EVERY = 10;

    private @Nullable HubSocket socket;

    SocketWriter(String name, Nodes nodes, Society society, TestBot bot, Progress progress, Random random, int quota) {
        super(name, nodes, society, bot, progress, random, quota);
    }

    @Override
    int mostAtOnce() {
        return BURST;
    }

    @Override
    void ask(List<Deed> waiting) {
        HubSocket open = open();
        for (int ref = 1; ref <= waiting.size(); ref++) {
            open.send(waiting.get(ref - 1).frame(ref));
        }
        int most = random().nextInt(BREAKS_EVERY) == 0 ? random().nextInt(waiting.size()) : waiting.size();
        for (int ref = 1; ref <= most; ref++) {
            if (!isDone(waiting.get(0), answer(open, ref))) {
                break;
            }
            waiting.remove(0);
        }
        if (!waiting.isEmpty()) {
            leave();
        }
    }

    private HubSocket open() {
        if (socket == null) {
            socket = nodes.any(bot, random()).connect();
        }
        return socket;
    }

    private static JsonNode answer(HubSocket open, int ref) {
        JsonNode frame = open.next();
        while (frame.path("ref").asInt(0) != ref) {
            frame = open.next();
        }
        return frame;
    }

    private boolean isDone(Deed deed, JsonNode answer) {
        if (answer.path("type").asString().equals("ack")) {
            acknowledge(deed, answer.at("/result/resource_id").asString(null));
            return true;
        }
        return isRefused(answer.path("code").asString(""));
    }

    /** Without a word, so that what is under way may or may not happen. */
    @Override
    void leave() {
        if (socket != null) {
            socket.raw().abort();
            socket = null;
        }
    }
}
