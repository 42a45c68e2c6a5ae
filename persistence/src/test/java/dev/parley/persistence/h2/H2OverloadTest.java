package dev.parley.persistence.h2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.StorageException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class H2OverloadTest {

    private final Database database = H2Database.open("jdbc:h2:mem:overload;MODE=PostgreSQL", Duration.ofMillis(200))
            .block();

    @AfterEach
    void close() {
        database.close().block();
    }

    @Test
    void nobodyWaitsForeverForTheOneWhoWrites() {
        Disposable endless = database.transaction(queries -> Mono.never()).subscribe();
        StepVerifier.create(write()).verifyErrorSatisfies(error -> assertThat(((StorageException) error).kind())
                .isEqualTo(StorageException.Kind.OVERLOADED));

        endless.dispose();
        assertThat(write().retry().block(Duration.ofSeconds(5))).isEqualTo(1);
    }

    private Mono<Integer> write() {
        return database.transaction(queries -> queries.one("SELECT 1 AS n", row -> 1));
    }
}
