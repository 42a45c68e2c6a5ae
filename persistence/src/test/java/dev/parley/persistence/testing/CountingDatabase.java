package dev.parley.persistence.testing;

import dev.parley.persistence.Database;
import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.persistence.RowMapper;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** A database that counts how often it is asked: a transaction counts as one. */
public final class CountingDatabase implements Database {

    private final Database database;
    private final AtomicLong statements = new AtomicLong();

    public CountingDatabase(Database database) {
        this.database = database;
    }

    public long statements() {
        return statements.get();
    }

    private <T> Mono<T> counted(Mono<T> asked) {
        return asked.doOnSubscribe(subscription -> statements.incrementAndGet());
    }

    @Override
    public <T> Mono<List<T>> list(String sql, RowMapper<T> mapper, Object... arguments) {
        return counted(database.list(sql, mapper, arguments));
    }

    @Override
    public Mono<Long> execute(String sql, Object... arguments) {
        return counted(database.execute(sql, arguments));
    }

    @Override
    public Mono<Long> insert(Insert into, List<Object[]> rows) {
        return counted(database.insert(into, rows));
    }

    @Override
    public <T> Mono<T> transaction(Function<Queries, Mono<T>> work) {
        return counted(database.transaction(work));
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
