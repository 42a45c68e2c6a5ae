package dev.parley.server.backup;

import dev.parley.persistence.Database;
import dev.parley.persistence.Migrations;
import dev.parley.persistence.Queries;
import dev.parley.persistence.archive.TableShape;
import dev.parley.persistence.archive.Tables;
import dev.parley.protocol.FileId;
import dev.parley.protocol.OrgId;
import dev.parley.server.file.FileDestination;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Puts what an archive holds into a database without rows, and its files to where the settings want them. */
final class Restore {

    private final Archive archive;
    private final FileDestination files;
    private final Map<String, String> moved = new HashMap<>();

    Restore(Archive archive, FileDestination files) {
        this.archive = archive;
        this.files = files;
    }

    /** Each page in a transaction of its own: for a database that nobody sees if this fails. */
    Mono<Void> into(Database database) {
        return prepare(database).then(fill(database, database::transaction)).then(Migrations.run(database));
    }

    /** Everything in one transaction. */
    Mono<Void> atOnceInto(Database database) {
        return prepare(database)
                .then(database.transaction(
                        queries -> fill(queries, work -> work.apply(queries)).thenReturn(true)))
                .then(Migrations.run(database));
    }

    private Mono<Void> prepare(Database database) {
        return Migrations.run(database, archive.head().schema());
    }

    private Mono<Void> fill(Queries queries, Function<Function<Queries, Mono<Long>>, Mono<Long>> step) {
        return Flux.fromIterable(archive.head().tables())
                .concatMap(
                        table -> archive.pages(table).concatMap(page -> step.apply(in -> insert(in, table, page)), 1))
                .thenMany(Flux.fromIterable(archive.files()))
                .concatMap(location -> putFile(queries, location), 1)
                .then(step.apply(Tables::beginEpochs))
                .then();
    }

    private Mono<Long> insert(Queries queries, TableShape table, List<Object[]> rows) {
        if (table.name().equals("files")) {
            int org = indexOf(table, "org_id");
            int id = indexOf(table, "id");
            int location = indexOf(table, "location");
            rows.forEach(row -> row[location] = move((UUID) row[org], (UUID) row[id], (String) row[location]));
        }
        return queries.insert(table.into(), rows);
    }

    private static int indexOf(TableShape table, String column) {
        return table.columns().stream().map(TableShape.Column::name).toList().indexOf(column);
    }

    /** A file whose bytes were missing keeps its place: there is nothing to be moved. */
    private String move(UUID org, UUID id, String location) {
        if (!FileDestination.isInDirectory(location)) {
            return location;
        }
        String place = files.locate(new OrgId(org), new FileId(id), location).orElse(location);
        moved.put(location, place);
        return place;
    }

    private Mono<Void> putFile(Queries queries, String location) {
        String place = moved.get(location);
        return place == null
                ? Mono.empty()
                : Mono.using(() -> archive.openFile(location), in -> files.put(queries, place, in));
    }

    /** Where files were put in a directory so far, to be removed again when the rest fails. */
    List<String> inDirectory() {
        return moved.values().stream().filter(FileDestination::isInDirectory).toList();
    }
}
