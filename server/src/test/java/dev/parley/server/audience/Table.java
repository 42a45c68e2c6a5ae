package dev.parley.server.audience;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Writes what was received down as the table has it: a line per event, in the order in which they arrived. */
final class Table {

    private static final String NOTHING = "–";

    /** Which event a kind of catch-up belongs to. */
    private static final Map<String, Set<String>> CAUSES = Map.of(
            "thread_invited", Set.of("thread_created", "thread_participant joined"),
            "thread_status_changed", Set.of("thread_status_changed", "thread_updated"),
            "thread_message_summary", Set.of("thread_message"),
            "thread_artifact_added", Set.of("thread_artifact added", "thread_artifact updated"),
            "channel_message_summary", Set.of("message"),
            "thread_participant_removed", Set.of("thread_participant left"));

    private final Map<Seat, List<String>> events = new EnumMap<>(Seat.class);
    private final Map<String, Collection<String>> missed;

    /**
     * @param received by each seat
     * @param missed kinds of catch-up, each with the parts of those who have it
     */
    Table(Map<Seat, List<JsonNode>> received, Map<String, Collection<String>> missed) {
        received.forEach((seat, frames) -> events.put(
                seat,
                frames.stream()
                        .filter(frame -> !Listener.isA(frame, "ack"))
                        .map(Table::label)
                        .toList()));
        this.missed = new TreeMap<>(missed);
    }

    private static String label(JsonNode event) {
        String action = event.path("action").asString("");
        return (event.path("type").asString() + " " + action).strip();
    }

    /** The lines, each {@code event | counts | … | catch-up}. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        Set<String> labels = inOrder();
        (labels.isEmpty() ? Set.of(NOTHING) : labels).forEach(label -> lines.add(line(label)));
        missed.forEach((kind, parts) -> lines.add("catch-up without an event: " + kind + parts));
        return lines;
    }

    /** Labels in the order of whoever received the most kinds. */
    private Set<String> inOrder() {
        Set<String> labels = new LinkedHashSet<>();
        events.values().stream()
                .sorted((one, other) ->
                        Set.copyOf(other).size() - Set.copyOf(one).size())
                .forEach(labels::addAll);
        return labels;
    }

    private String line(String label) {
        String counts = Seat.GROUPS.stream()
                .map(group -> group.stream().map(seat -> count(seat, label)).collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" | "));
        return label + " | " + counts + " | " + catchUp(label);
    }

    private String count(Seat seat, String label) {
        long count = events.get(seat).stream().filter(label::equals).count();
        return count == 0 ? "·" : String.valueOf(count);
    }

    private String catchUp(String label) {
        Map<String, Collection<String>> caused = new LinkedHashMap<>();
        missed.forEach((kind, parts) -> {
            if (CAUSES.get(kind).contains(label)) {
                caused.put(kind, parts);
            }
        });
        caused.keySet().forEach(missed::remove);
        return caused.isEmpty()
                ? NOTHING
                : caused.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + String.join(" ", entry.getValue()))
                        .collect(Collectors.joining(", "));
    }

    /** The kinds of events in the order in which a seat received them, without repetitions. */
    List<String> order(Seat seat) {
        return List.copyOf(new LinkedHashSet<>(events.get(seat)));
    }
}
