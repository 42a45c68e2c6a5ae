package dev.parley.server.events;

import dev.parley.persistence.journal.JournalReach;
import dev.parley.persistence.journal.StoredEntry;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.Scope;
import dev.parley.protocol.event.Frames;
import dev.parley.server.auth.Access;
import dev.parley.server.auth.Caller;
import dev.parley.server.auth.Standing;
import dev.parley.server.feed.Cursor;
import dev.parley.server.feed.Feed;
import dev.parley.server.feed.FeedPage;
import dev.parley.server.feed.JournalExpiredException;
import dev.parley.server.feed.Reader;
import dev.parley.server.feed.Resumption.Outcome;
import dev.parley.server.feed.Resumption.Reason;
import dev.parley.server.journal.Following;
import dev.parley.server.journal.Rendering;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Answers polls with what the journal has for a bot: at once, or when there is something. Who waits is looked at again
 * before being told anything.
 */
public final class EventPolling {

    static final Access ACCESS = Access.bot(Scope.READ);

    private final Feed feed;
    private final Following following;
    private final Rendering rendering;
    private final WaitingPolls waiting;
    private final Standing standing;
    private final Counter told;

    /**
     * @param following sees to it that those who wait are told of what other nodes commit
     * @param registry receives {@code parley.polls.events}
     */
    public EventPolling(
            Feed feed,
            Following following,
            Rendering rendering,
            WaitingPolls waiting,
            Standing standing,
            MeterRegistry registry) {
        this.feed = feed;
        this.following = following;
        this.rendering = rendering;
        this.waiting = waiting;
        this.standing = standing;
        told = Counter.builder("parley.polls.events")
                .description("Events that polls were answered with")
                .register(registry);
    }

    /**
     * What happened since the cursor.
     *
     * @param wait how long to wait for something to happen; the answer may come earlier and be empty all the same
     */
    Mono<Told> poll(Caller.Bot caller, Cursor cursor, int limit, Duration wait) {
        return following.follow(caller.org()).then(feed.reach(caller.org())).flatMap(reach -> {
            long after = cursor.since().orElse(reach.position());
            Optional<Reason> lost = cursor.whyLost(reach);
            Mono<EventPage> page = lost.isPresent()
                    ? Mono.just(EventPage.reset(reach, lost.get()))
                    : new Poll(caller, reach, cursor, limit).answer(wait);
            return page.map(answer -> new Told(after, answer));
        });
    }

    /**
     * What a bot is told of its journal.
     *
     * @param after everything after this position, as far as the page goes; unless it is a reset
     */
    record Told(long after, EventPage page) {}

    private Mono<Caller.Bot> lookAgain(Caller.Bot caller) {
        return standing.again(caller).doOnNext(ACCESS::check).cast(Caller.Bot.class);
    }

    private List<RawJson> frames(OrgId org, List<StoredEntry> entries) {
        return entries.stream().map(entry -> frame(org, entry)).toList();
    }

    private RawJson frame(OrgId org, StoredEntry entry) {
        String sent = rendering.render(org, entry.type(), entry.frame());
        return new RawJson(Frames.withPosition(sent, entry.position(), entry.trace()));
    }

    /** One poll on its way, which looks once or several times, never twice at once. */
    private final class Poll {

        private final Caller.Bot caller;
        private final JournalReach begin;
        private final int limit;

        /** The bot was told everything up to here. */
        private long position;

        /** Whether what is found from now on was not missed. */
        private boolean isLive;

        Poll(Caller.Bot caller, JournalReach begin, Cursor cursor, int limit) {
            this.caller = caller;
            this.begin = begin;
            this.limit = limit;
            position = cursor.since().orElse(begin.position());
            isLive = cursor.since().isEmpty();
        }

        Mono<EventPage> answer(Duration wait) {
            Flux<EventPage> found = wait.isZero()
                    ? look(caller).flux()
                    : waiting.looks(caller, wait).concatMap(bot -> look(bot).delayUntil(page -> lookAgain(bot)), 0);
            return found.next()
                    .switchIfEmpty(Mono.defer(this::nothing))
                    .onErrorResume(JournalExpiredException.class, gone -> expired());
        }

        /** Empty when there is nothing. */
        private Mono<EventPage> look(Caller.Bot present) {
            return feed.read(Reader.of(present), position, limit).flatMap(page -> {
                Outcome outcome = isLive ? Outcome.LIVE : Outcome.REPLAY;
                position = page.position();
                isLive = true;
                return page.entries().isEmpty() ? Mono.empty() : Mono.just(page(outcome, page));
            });
        }

        private EventPage page(Outcome outcome, FeedPage page) {
            List<RawJson> events = frames(caller.org(), page.entries());
            told.increment(events.size());
            return new EventPage(outcome, begin.epoch(), page.position(), null, events, page.hasMore());
        }

        private Mono<EventPage> nothing() {
            return lookAgain(caller)
                    .map(same -> new EventPage(Outcome.LIVE, begin.epoch(), position, null, List.of(), false));
        }

        private Mono<EventPage> expired() {
            return feed.reach(caller.org()).map(reach -> EventPage.reset(reach, Reason.EXPIRED));
        }
    }
}
