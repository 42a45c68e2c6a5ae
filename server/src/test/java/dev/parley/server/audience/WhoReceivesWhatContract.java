package dev.parley.server.audience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Json;
import dev.parley.protocol.event.Event;
import dev.parley.server.testing.TestHub;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * Every event reaches precisely those it is for, as often as they have connections, whatever caused it: the table in
 * {@code who-receives-what.txt}, line by line, over real sockets.
 */
interface WhoReceivesWhatContract {

    TestHub hub();

    @TestFactory
    default Stream<DynamicTest> eachDoor() {
        Stage stage = new Stage(hub());
        Map<String, Door> doors = Doors.all();
        return table().entrySet().stream()
                .map(row -> DynamicTest.dynamicTest(
                        row.getKey(), () -> check(stage, doors.get(row.getKey()), row.getValue())));
    }

    private static void check(Stage stage, Door door, List<String> expected) {
        stage.prepare(door);
        Map<String, List<String>> missedBefore = stage.missed();
        door.act().accept(stage);
        Map<Seat, List<JsonNode>> received = stage.collect();
        Table table = new Table(received, newlyMissed(missedBefore, stage.missed()));

        assertThat(table.lines()).isEqualTo(expected);
        List<String> order =
                expected.stream().map(WhoReceivesWhatContract::event).toList();
        received.keySet().forEach(seat -> {
            List<String> own = table.order(seat);
            assertThat(own).as("order at %s", seat).isEqualTo(inOrder(order, own));
        });
        received.values().forEach(WhoReceivesWhatContract::requireAckLast);
    }

    private static List<String> inOrder(List<String> order, List<String> own) {
        return order.stream().filter(own::contains).toList();
    }

    private static void requireAckLast(List<JsonNode> frames) {
        List<String> types =
                frames.stream().map(frame -> frame.path("type").asString()).toList();
        assertThat(types.indexOf("ack")).isIn(-1, types.size() - 1);
    }

    private static Map<String, Collection<String>> newlyMissed(
            Map<String, List<String>> before, Map<String, List<String>> after) {
        Map<String, Collection<String>> kinds = new TreeMap<>();
        after.forEach((part, events) -> events.stream()
                .filter(event -> !before.get(part).contains(event))
                .map(event -> Json.parse(event).orElseThrow().path("type").asString())
                .forEach(kind ->
                        kinds.computeIfAbsent(kind, first -> new ArrayList<>()).add(part)));
        return kinds;
    }

    @Test
    default void everyDoorHasItsRows() {
        assertThat(table().keySet())
                .containsExactlyInAnyOrderElementsOf(Doors.all().keySet());
    }

    @Test
    default void everyEventHasARow() {
        Set<String> inTable = table().values().stream()
                .flatMap(List::stream)
                .map(line -> event(line).split(" ", 2)[0])
                .collect(Collectors.toSet());
        assertThat(Arrays.stream(Event.class.getPermittedSubclasses())
                        .map(kind -> Event.told(kind.asSubclass(Event.class)).as()))
                .allSatisfy(type -> assertThat(inTable).contains(type));
    }

    private static String event(String line) {
        return line.split(" \\| ", 2)[0];
    }

    /** The lines of each door, without their first column and with single spaces. */
    private static Map<String, List<String>> table() {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        String door = "";
        for (String line :
                text().lines().filter(text -> text.contains("|")).skip(2).toList()) {
            String[] columns = line.split("\\|", 2);
            door = columns[0].isBlank() ? door : columns[0].strip();
            rows.computeIfAbsent(door, first -> new ArrayList<>())
                    .add(columns[1].strip().replaceAll(" +", " "));
        }
        return rows;
    }

    private static String text() {
        try (InputStream text = WhoReceivesWhatContract.class.getResourceAsStream("who-receives-what.txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
