package dev.parley.server.hxa;

import dev.parley.persistence.Insert;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A row on its way into a table. */
record Line(Insert into, Object[] row) {

    /** Rows by table, in the order in which tables come first. */
    static Map<Insert, List<Object[]>> grouped(List<Line> lines) {
        Map<Insert, List<Object[]>> grouped = new LinkedHashMap<>();
        lines.forEach(line ->
                grouped.computeIfAbsent(line.into, into -> new ArrayList<>()).add(line.row));
        return grouped;
    }
}
