package dev.parley.server.fuzz;

import dev.parley.server.client.Fields;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Two bots that talk as they should while others do not: every message arrives, once and in order. */
final class Witness implements AutoCloseable {

    private final TestBot receiver;
    private final HubSocket sending;
    private final HubSocket receiving;
    private final List<Long> nanos = new ArrayList<>();

    Witness(TestBot sender, TestBot receiver) {
        this.receiver = receiver;
        sending = sender.connect();
        receiving = receiver.connect();
    }

    /** Sends a message and waits until it was acknowledged and has arrived. */
    void talk() {
        int number = nanos.size();
        long started = System.nanoTime();
        sending.send(Fields.of("type", "send_dm", "ref", number + 1, "to", receiver.id(), "content", "no " + number));
        JsonNode ack = sending.next("ack");
        JsonNode message = receiving.next("message");
        nanos.add(System.nanoTime() - started);
        if (ack.path("ref").asInt() != number + 1
                || !message.at("/message/content").asString().equals("no " + number)) {
            throw new AssertionError("Out of order: %s, %s".formatted(ack, message));
        }
    }

    int messages() {
        return nanos.size();
    }

    /** How long a message and its ack took, in milliseconds, at worst for that share of them (0 to 1). */
    double millis(double share) {
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(sorted.size() - 1, sorted.size() * share)) / 1e6;
    }

    @Override
    public void close() {
        sending.close();
        receiving.close();
    }
}
