package dev.parley.server.events;

import dev.parley.protocol.BotId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubError;
import dev.parley.protocol.HubException;
import dev.parley.server.auth.Caller;
import dev.parley.server.feed.Feed;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.FluxSink.OverflowStrategy;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Polls that wait for something to tell: each is a listener and a timer, and no thread. Bounds how many a bot may have. */
public final class WaitingPolls implements AutoCloseable {

    /** Of one bot: it needs one, and some more for those whose client has gone and has not said so. */
    static final int MAX_PER_BOT = 20;

    private final Feed feed;
    private final Map<BotId, Set<Waiting>> polls = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** @param registry receives {@code parley.polls.waiting} */
    public WaitingPolls(Feed feed, MeterRegistry registry) {
        this.feed = feed;
        registry.gauge("parley.polls.waiting", polls, WaitingPolls::count);
    }

    private static int count(Map<BotId, Set<Waiting>> polls) {
        return polls.values().stream().mapToInt(Set::size).sum();
    }

    /**
     * Emits the caller at once and each time there may be something to tell it: one look then finds all there is. Completes
     * after {@code wait}, when the caller's credentials end, and when the hub stops. Fails with {@code RATE_LIMITED}.
     */
    Flux<Caller.Bot> looks(Caller.Bot caller, Duration wait) {
        return Flux.<Caller.Bot>create(looks -> begin(caller, looks), OverflowStrategy.LATEST)
                .takeUntilOther(Mono.delay(wait))
                // Whoever brings the news has others to tell.
                .publishOn(Schedulers.parallel(), 1);
    }

    private void begin(Caller.Bot caller, FluxSink<Caller.Bot> looks) {
        Waiting poll = new Waiting(caller, looks);
        if (!add(poll)) {
            looks.error(tooMany());
            return;
        }
        Disposable news = feed.onNews(caller.org(), caller.bot(), () -> looks.next(caller));
        looks.onDispose(() -> {
            news.dispose();
            remove(poll);
        });
        looks.next(caller);
        if (closed) {
            looks.complete();
        }
    }

    private boolean add(Waiting poll) {
        Set<Waiting> own = polls.compute(poll.caller().bot(), (bot, known) -> {
            Set<Waiting> waiting = known == null ? ConcurrentHashMap.newKeySet() : known;
            if (waiting.size() < MAX_PER_BOT) {
                waiting.add(poll);
            }
            return waiting;
        });
        return own.contains(poll);
    }

    private void remove(Waiting poll) {
        polls.computeIfPresent(poll.caller().bot(), (bot, own) -> own.remove(poll) && own.isEmpty() ? null : own);
    }

    private static HubException tooMany() {
        return HubError.of(
                        ErrorCode.RATE_LIMITED,
                        "The bot has " + MAX_PER_BOT + " polls waiting already: let one of them be answered, or end it")
                .with("retry_after", 1)
                .asException();
    }

    /** Whose polls wait, each for every poll. */
    List<Caller.Bot> callers() {
        return polls.values().stream()
                .flatMap(Collection::stream)
                .map(Waiting::caller)
                .toList();
    }

    /** Ends the waiting of those callers; what they are answered tells them why. */
    void end(Predicate<Caller.Bot> whose) {
        polls.values().stream()
                .flatMap(Collection::stream)
                .filter(poll -> whose.test(poll.caller()))
                .forEach(poll -> poll.looks().complete());
    }

    /** From now on no poll waits. */
    @Override
    public void close() {
        closed = true;
        end(everybody -> true);
    }

    /** Equal to nothing else. */
    private static final class Waiting {

        private final Caller.Bot caller;
        private final FluxSink<Caller.Bot> looks;

        Waiting(Caller.Bot caller, FluxSink<Caller.Bot> looks) {
            this.caller = caller;
            this.looks = looks;
        }

        Caller.Bot caller() {
            return caller;
        }

        FluxSink<Caller.Bot> looks() {
            return looks;
        }
    }
}
