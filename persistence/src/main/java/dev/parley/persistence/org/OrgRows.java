package dev.parley.persistence.org;

import dev.parley.persistence.Batches;
import dev.parley.persistence.Database;
import dev.parley.protocol.OrgId;
import java.util.List;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Removes every row of an organisation that is marked as destroyed, its own row last: as long as that is there, something
 * may be left, and the work can be taken up again.
 */
public final class OrgRows {

    /** Rows per transaction; a slice that only a longer key could cut goes as a whole. */
    private static final int SLICE = 1_000;

    private static final String DELETE_ORG = OrgTable.all().stream()
            .map(table -> " AND NOT EXISTS (SELECT 1 FROM " + table.name() + " WHERE org_id = $1)")
            .collect(Collectors.joining("", "DELETE FROM orgs WHERE org_id = $1 AND status = 'destroyed'", ""));

    private final Database database;

    public OrgRows(Database database) {
        this.database = database;
    }

    /** False when somebody else is removing the same rows and has not ended. */
    public Mono<Boolean> remove(OrgId org) {
        return Flux.fromIterable(OrgTable.all())
                .concatMap(table -> remove(table, org))
                .then(database.execute(DELETE_ORG, org.value()))
                .map(rows -> rows > 0);
    }

    private Mono<Void> remove(OrgTable table, OrgId org) {
        return Batches.all(SLICE, () -> removeSlice(table, org));
    }

    private Mono<Long> removeSlice(OrgTable table, OrgId org) {
        return database.one(table.findEnd(), row -> row.get("slice_end", table.keyType()), org.value(), SLICE - 1)
                .flatMap(end -> database.execute(table.deleteTo(), org.value(), end))
                .switchIfEmpty(Mono.defer(() -> database.execute(table.deleteRest(), org.value())));
    }

    /** The tables it knows; a test holds them against the schema. */
    static List<String> tables() {
        return OrgTable.all().stream().map(OrgTable::name).toList();
    }
}
