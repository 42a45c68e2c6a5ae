package dev.parley.server.backup;

import java.util.Map;

/**
 * The last entry of an archive, to which the others are compared.
 *
 * @param rows of each table
 * @param files that came from a directory
 */
record ArchiveEnd(Map<String, Long> rows, long files) {

    static final String ENTRY = "end.json";

    long allRows() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }
}
