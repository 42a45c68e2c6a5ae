package dev.parley.server.fuzz;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import tools.jackson.databind.JsonNode;

/** What was sent and what came of it. */
final class Tally {

    private final LongAdder shots = new LongAdder();
    private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();

    void shot() {
        shots.increment();
    }

    void answered(JsonNode answer) {
        String code = answer.path("code").asString("");
        count((answer.path("type").asString() + " " + code).strip());
    }

    void closed(int code) {
        count(code < 3000 ? "close " + code : "close as the client said");
    }

    void cut() {
        count("cut by the client");
    }

    private void count(String outcome) {
        outcomes.computeIfAbsent(outcome, first -> new LongAdder()).increment();
    }

    long shots() {
        return shots.sum();
    }

    /** How often each outcome was seen. */
    Map<String, LongAdder> outcomes() {
        return new TreeMap<>(outcomes);
    }
}
