package dev.parley.persistence;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Lists that are too long to be read at once. */
public final class Pages {

    private Pages() {}

    /**
     * Everything in a list: a page is read when the last item of the one before has been taken.
     *
     * @param full items of a page; fewer mean that it was the last
     * @param page reads what comes after an item, or from the beginning
     */
    public static <T> Flux<T> items(int full, Function<Optional<T>, Mono<List<T>>> page) {
        return page.apply(Optional.empty())
                .expand(items ->
                        items.size() < full ? Mono.empty() : page.apply(Optional.of(items.get(items.size() - 1))))
                .concatMapIterable(items -> items, 1);
    }
}
