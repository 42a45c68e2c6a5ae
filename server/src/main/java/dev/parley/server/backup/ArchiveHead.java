package dev.parley.server.backup;

import dev.parley.persistence.archive.TableShape;
import java.util.List;

/**
 * The first entry of an archive.
 *
 * @param format of the archive; a reader refuses those it does not know
 * @param implementation what wrote it
 * @param schema the scripts of the schema that had been applied
 * @param createdAt ms
 * @param tables in the order of their entries
 */
record ArchiveHead(int format, String implementation, List<String> schema, long createdAt, List<TableShape> tables) {

    static final int FORMAT = 1;

    /** Names of entries. */
    static final String ENTRY = "parley-backup.json";

    static final String TABLES = "tables/";
    static final String FILES = "content/";
}
