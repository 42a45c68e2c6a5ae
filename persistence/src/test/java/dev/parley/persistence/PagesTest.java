package dev.parley.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class PagesTest {

    private static final int FULL = 2;

    private final List<Integer> readAfter = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 2_000})
    void everyItemComesOnceAndInOrder(int count) {
        List<Integer> all = IntStream.range(0, count).boxed().toList();

        StepVerifier.create(items(count).collectList()).expectNext(all).verifyComplete();

        assertThat(readAfter).hasSize(count / FULL + 1);
    }

    @Test
    void aPageIsReadWhenTheOneBeforeHasBeenTaken() {
        StepVerifier.create(items(5), 0)
                .thenRequest(1)
                .expectNext(0)
                .then(() -> assertThat(readAfter).containsExactly(-1))
                .thenRequest(1)
                .expectNext(1)
                .then(() -> assertThat(readAfter).containsExactly(-1, 1))
                .thenRequest(1)
                .expectNext(2)
                .then(() -> assertThat(readAfter).containsExactly(-1, 1))
                .thenCancel()
                .verify();
    }

    private Flux<Integer> items(int count) {
        return Pages.items(FULL, after -> Mono.fromSupplier(() -> read(after, count)));
    }

    private List<Integer> read(Optional<Integer> after, int count) {
        int last = after.orElse(-1);
        readAfter.add(last);
        return IntStream.range(last + 1, Math.min(last + 1 + FULL, count))
                .boxed()
                .toList();
    }
}
