package dev.parley.server.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.catchup.SqlCatchUpRepository;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Scope;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.catchup.CatchUpEvent;
import dev.parley.protocol.catchup.CatchUpPage;
import dev.parley.server.auth.Caller;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Catch-up against the {@link Model}, while bots talk, come and go at random and afterwards. */
class CatchUpModelTest {

    private static final int BOTS = 4;
    private static final int WRITERS = 8;
    private static final int STEPS = 50;
    private static final int READERS = 3;

    /** Of each reader, while others write. */
    private static final int READINGS = 60;

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private final TestOrg org = TestOrg.in(H2.database());
    private final World world = new World(H2.database(), org);
    private final List<BotId> bots =
            IntStream.range(0, BOTS).mapToObj(i -> org.bot("bot" + i).id()).toList();
    private final CatchUpService catchUp = new CatchUpService(H2.database(), new SqlCatchUpRepository());

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void pagesAndCountsAreThoseOfTheModel(long seed) {
        AtomicBoolean done = new AtomicBoolean();
        Chatter chatter = new Chatter(world, bots);
        Mono<Void> writing = chatter.begin()
                .thenMany(Flux.range(0, WRITERS))
                .flatMap(writer -> chatter.talk(new Random(seed * WRITERS + writer), STEPS), WRITERS)
                .then()
                .doFinally(end -> done.set(true));
        Flux<Reading> reading = Flux.range(0, READERS)
                .flatMap(reader -> readUntil(done, new Random(-seed * READERS - reader)), READERS);

        List<Reading> readings = Mono.zip(reading.collectList(), writing.thenReturn(true))
                .block()
                .getT1();

        assertThat(readings).isNotEmpty().allSatisfy(this::assertExactAndComplete);
        Random random = new Random(seed);
        for (int i = 0; i < 60; i++) {
            assertIsTheModel(read(random).block());
        }
    }

    private Flux<Reading> readUntil(AtomicBoolean done, Random random) {
        return Mono.defer(() -> read(random)).repeat(() -> !done.get()).take(READINGS);
    }

    /** All pages, from the first to the one without more. */
    private Mono<Reading> read(Random random) {
        Caller.Bot bot = caller(bots.get(random.nextInt(BOTS)));
        long now = Math.max(world.clock.millis(), Position.millis(world.head()));
        long since = now - random.nextInt(200);
        int limit = 1 + random.nextInt(8);
        return page(bot, since, Optional.empty(), limit)
                .expand(seen -> seen.page.hasMore()
                        ? page(bot, since, Optional.of(seen.page.cursor().toString()), limit)
                        : Mono.empty())
                .collectList()
                .map(pages -> new Reading(bot, since, limit, pages));
    }

    private Mono<Seen> page(Caller.Bot bot, long since, Optional<String> cursor, int limit) {
        return Mono.defer(() -> {
            long head = world.head();
            return catchUp.list(bot, since, cursor, limit).map(page -> new Seen(head, page));
        });
    }

    /** What was read while others wrote. */
    private void assertExactAndComplete(Reading reading) {
        Map<List<Object>, Long> lastSeen = new HashMap<>();
        long before = -1;
        for (CatchUpEvent event : reading.events()) {
            long position = reading.position(event);
            assertThat(position).as("events are in order and none comes twice").isGreaterThan(before);
            List<CatchUpEvent> missed = missed(reading, position);
            assertThat(event).as("an event tells exactly what it stood for").isEqualTo(missed.get(missed.size() - 1));
            lastSeen.put(Model.subject(event), position);
            before = position;
        }
        assertThat(missed(reading, reading.head()))
                .as("nothing is skipped of what there was when the last page was asked for")
                .allSatisfy(event -> assertThat(lastSeen.get(Model.subject(event)))
                        .isNotNull()
                        .isGreaterThanOrEqualTo(reading.position(event)));
        assertPagesAreFull(reading);
    }

    private static void assertPagesAreFull(Reading reading) {
        int last = reading.pages.size() - 1;
        assertThat(reading.pages.subList(0, last))
                .allSatisfy(seen -> assertThat(seen.page.events()).hasSize(reading.limit));
    }

    /** What was read after everything had been said. */
    private void assertIsTheModel(Reading reading) {
        assertThat(reading.events()).isEqualTo(missed(reading, Long.MAX_VALUE));
        assertPagesAreFull(reading);
        assertThat(catchUp.count(reading.bot, reading.since).block())
                .isEqualTo(world.model.count(reading.bot.bot(), Position.last(reading.since)));
    }

    private List<CatchUpEvent> missed(Reading reading, long until) {
        return world.model.missed(reading.bot.bot(), Position.last(reading.since), until);
    }

    private Caller.Bot caller(BotId bot) {
        return new Caller.Bot(
                org.id(), bot, "bot", AuthRole.MEMBER, Set.of(Scope.READ), Optional.empty(), Optional.empty());
    }

    /** A page, and the last entry that was certainly there when it was asked for. */
    private record Seen(long head, CatchUpPage page) {}

    private record Reading(Caller.Bot bot, long since, int limit, List<Seen> pages) {

        List<CatchUpEvent> events() {
            return pages.stream().flatMap(seen -> seen.page.events().stream()).toList();
        }

        long head() {
            return pages.get(pages.size() - 1).head;
        }

        long position(CatchUpEvent event) {
            return EventIds.position(bot.bot(), event.eventId().toString()).orElseThrow();
        }
    }
}
