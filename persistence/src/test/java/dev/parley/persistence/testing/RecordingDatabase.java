package dev.parley.persistence.testing;

import dev.parley.persistence.Database;
import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.persistence.RowMapper;
import dev.parley.persistence.Snapshot;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A database that writes down every statement, those within transactions included. */
public final class RecordingDatabase implements Database {

    private final List<String> statements = new CopyOnWriteArrayList<>();
    private final Database database;

    public RecordingDatabase(Database database) {
        this.database = database;
    }

    /** What was run since the last call: reads and updates as their text, inserts as {@code <rows> x <table>}. */
    public List<String> take() {
        List<String> taken = List.copyOf(statements);
        statements.clear();
        return taken;
    }

    @Override
    public <T> Mono<List<T>> list(String sql, RowMapper<T> mapper, Object... arguments) {
        return recorded(database).list(sql, mapper, arguments);
    }

    @Override
    public Mono<Long> execute(String sql, Object... arguments) {
        return recorded(database).execute(sql, arguments);
    }

    @Override
    public Mono<Long> insert(Insert into, List<Object[]> rows) {
        return recorded(database).insert(into, rows);
    }

    @Override
    public <T> Mono<T> transaction(Function<Queries, Mono<T>> work) {
        return database.transaction(queries -> work.apply(recorded(queries)));
    }

    @Override
    public <T> Flux<T> snapshot(Function<Snapshot, Flux<T>> work) {
        return database.snapshot(work);
    }

    private Queries recorded(Queries queries) {
        return new Queries() {
            @Override
            public <T> Mono<List<T>> list(String sql, RowMapper<T> mapper, Object... arguments) {
                return queries.list(sql, mapper, arguments).doOnSubscribe(start -> statements.add(sql));
            }

            @Override
            public Mono<Long> execute(String sql, Object... arguments) {
                return queries.execute(sql, arguments).doOnSubscribe(start -> statements.add(sql));
            }

            @Override
            public Mono<Long> insert(Insert into, List<Object[]> rows) {
                return queries.insert(into, rows)
                        .doOnSubscribe(start -> statements.add(rows.size() + " x " + into.table()));
            }
        };
    }

    @Override
    public int writers() {
        return database.writers();
    }

    @Override
    public PoolUse poolUse() {
        return database.poolUse();
    }

    @Override
    public Mono<Void> close() {
        return database.close();
    }
}
