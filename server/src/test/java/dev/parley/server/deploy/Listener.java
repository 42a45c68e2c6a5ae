package dev.parley.server.deploy;

import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** A bot that listens on a WebSocket, and when it is sent away comes back at once and goes on where it was. */
final class Listener implements AutoCloseable {

    private final TestBot bot;
    private final List<String> ids = new CopyOnWriteArrayList<>();
    private final List<Integer> closedWith = new CopyOnWriteArrayList<>();
    private final Thread thread;
    private volatile boolean stopped;
    private long position;

    private Listener(TestBot bot, HubSocket socket) {
        this.bot = bot;
        position = socket.next("resume").path("position").longValue();
        thread = new Thread(() -> listen(socket), "listener");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns when it listens. */
    static Listener start(TestBot bot) {
        return new Listener(bot, bot.http().resume("since=latest"));
    }

    private void listen(HubSocket first) {
        HubSocket socket = first;
        while (!stopped) {
            try {
                take(socket.next());
            } catch (IllegalStateException nothingMore) {
                if (!stopped) {
                    closedWith.add(socket.closed().code());
                    socket = comeBack();
                }
            }
        }
    }

    private void take(JsonNode frame) {
        if (frame.path("type").asString().equals("message")) {
            ids.add(frame.at("/message/id").asString());
        }
        if (frame.has("position") && !frame.path("type").asString().equals("resume")) {
            position = frame.path("position").longValue();
        }
    }

    private HubSocket comeBack() {
        try {
            return bot.http().resume("since=" + position);
        } catch (IllegalStateException | CompletionException notNow) {
            return comeBack();
        }
    }

    /** Of the messages it was told, in this order. */
    List<String> ids() {
        return ids;
    }

    /** The codes with which it was sent away. */
    List<Integer> closedWith() {
        return closedWith;
    }

    /** Lets go of it; what it holds ends with its hub. */
    @Override
    public void close() {
        stopped = true;
        thread.interrupt();
    }
}
