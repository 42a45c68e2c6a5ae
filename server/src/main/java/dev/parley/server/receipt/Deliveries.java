package dev.parley.server.receipt;

import dev.parley.persistence.cursor.BotCursor;
import dev.parley.persistence.cursor.CursorRepository;
import dev.parley.persistence.cursor.Delivered;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.server.fanout.DeliveryLog;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Where every door says what it has handed to which bot. No door waits for the database: it is kept in memory, as a few
 * stretches of the journal for each bot, and written down from time to time. What is lost with the process was handed over
 * and nobody knows: receipts may understate and never overstate.
 *
 * <p>Only what a bot receives by a token of its own counts: its owner's sessions are a person's.
 */
public final class Deliveries implements DeliveryLog {

    /** Between two runs of {@link #store}. */
    public static final Duration STORE = Duration.ofSeconds(2);

    /** Between two runs of {@link #noteLive}. */
    public static final Duration NOTE_LIVE = Duration.ofSeconds(30);

    private final Map<Key, List<LiveDelivery>> live = new ConcurrentHashMap<>();
    private final Map<Key, Noted> noted = new ConcurrentHashMap<>();
    private final DeliveryStore store;
    private final Clock clock;

    public Deliveries(DeliveryStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * A door handed everything in {@code (after, upTo]} that is for the bot to it, such as the answer to a poll. Quick, and
     * from any thread.
     */
    public void handed(OrgId org, BotId bot, long after, long upTo) {
        note(new Key(org, bot), new Handed(Stretches.NONE.and(after, upTo), clock.millis()));
    }

    @Override
    public LiveDelivery opened(OrgId org, BotId bot) {
        LiveDelivery delivery = new LiveDelivery(org, bot, clock.millis(), this::ended);
        live.merge(Key.of(delivery), List.of(delivery), (open, more) -> Stream.concat(open.stream(), more.stream())
                .toList());
        return delivery;
    }

    /** Notes before it forgets: whoever looks meanwhile finds it twice, not never. */
    private void ended(LiveDelivery delivery) {
        Key key = Key.of(delivery);
        note(key, delivery.news());
        live.computeIfPresent(key, (same, open) -> {
            List<LiveDelivery> left =
                    open.stream().filter(other -> other != delivery).toList();
            return left.isEmpty() ? null : left;
        });
    }

    private void note(Key key, Handed news) {
        if (!news.isNothing()) {
            noted.merge(key, new Noted(news, false), (known, more) -> new Noted(known.handed.and(news), false));
        }
    }

    /** What this server knows to have been handed to the bot lately; what is missing here is stored. */
    Handed latest(OrgId org, BotId bot) {
        Key key = new Key(org, bot);
        Handed latest = Handed.NOTHING;
        for (LiveDelivery delivery : live.getOrDefault(key, List.of())) {
            latest = latest.and(delivery.handed());
        }
        Noted known = noted.get(key);
        return known == null ? latest : latest.and(known.handed);
    }

    /** What the bot has, with what is not stored yet. */
    Mono<Delivered> delivered(OrgId org, BotCursor stored) {
        return store.delivered(org, stored, latest(org, stored.bot()).stretches());
    }

    /** Notes what went through connections that stay open. */
    public Mono<Void> noteLive() {
        return Mono.fromRunnable(
                () -> live.forEach((key, open) -> open.forEach(delivery -> note(key, delivery.news()))));
    }

    /**
     * Writes down what was noted; what cannot be written is kept for the next time. What was written stays here until then:
     * whoever has just read it from the database as it was before still finds it.
     */
    public Mono<Void> store() {
        return Flux.defer(() -> {
                    noted.values().removeIf(Noted::stored);
                    return Flux.fromIterable(byOrg().entrySet());
                })
                .concatMap(org -> Flux.fromIterable(org.getValue().entrySet())
                        .buffer(CursorRepository.MAX_BOTS)
                        .concatMap(some -> store(org.getKey(), some)))
                .then();
    }

    private Map<OrgId, Map<BotId, Handed>> byOrg() {
        Map<OrgId, Map<BotId, Handed>> byOrg = new HashMap<>();
        noted.forEach((key, news) ->
                byOrg.computeIfAbsent(key.org, org -> new HashMap<>()).put(key.bot, news.handed));
        return byOrg;
    }

    private Mono<Boolean> store(OrgId org, List<Map.Entry<BotId, Handed>> some) {
        Map<BotId, Handed> news = some.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return store.store(org, news).doOnNext(stored -> {
            if (stored) {
                news.forEach((bot, handed) -> noted.computeIfPresent(
                        new Key(org, bot), (key, now) -> now.handed.equals(handed) ? new Noted(handed, true) : now));
            }
        });
    }

    private record Key(OrgId org, BotId bot) {

        static Key of(LiveDelivery delivery) {
            return new Key(delivery.org(), delivery.bot());
        }
    }

    private record Noted(Handed handed, boolean stored) {}
}
