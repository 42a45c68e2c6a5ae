package dev.parley.server.feed;

import dev.parley.persistence.Database;
import dev.parley.persistence.journal.EntrySize;
import dev.parley.persistence.journal.JournalReach;
import dev.parley.persistence.journal.JournalRepository;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.journal.StoredEntry;
import dev.parley.protocol.BotId;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.server.feed.Resumption.Outcome;
import dev.parley.server.feed.Resumption.Reason;
import dev.parley.server.journal.JournalEntry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/**
 * The journal as one bot may see it, which every door reads by a cursor: what it was or would have been told, oldest first.
 * Whoever wants to go on with what is new registers for it first and reads afterwards, so nothing falls in between; positions
 * tell what came twice.
 */
public final class Feed {

    /** Entries of one page at most. */
    public static final int MAX_PAGE = 500;

    /** Bytes of one page, unless its first entry alone has more. */
    static final long PAGE_BYTES = 512 << 10;

    /**
     * How much of the journal is looked through at first, from the cursor on: a bot that missed little finds its end in it,
     * and in one with much to tell it holds a page.
     */
    private static final long FIRST_WINDOW =
            Position.first(Duration.ofMinutes(1).toMillis());

    private static final int WINDOW_GROWTH = 8;

    /** Entries go when they are days old; whoever reads younger ones need not look whether they went meanwhile. */
    private static final long YOUNG = Position.first(Duration.ofHours(12).toMillis());

    private final Database database;
    private final JournalRepository journal;
    private final News news = new News();

    public Feed(Database database, JournalRepository journal) {
        this.database = database;
        this.journal = journal;
    }

    /** To be called after each commit, when the entries can be read. */
    public void committed(List<JournalEntry> entries) {
        news.committed(entries);
    }

    /**
     * Runs {@code told} after each commit that has something for the bot, until it is disposed of. It must be quick and must
     * not block; it may be called from any thread.
     */
    public Disposable onNews(OrgId org, BotId bot, Runnable told) {
        return news.listen(org, bot, told);
    }

    /** From where to where the journal reaches now. Fails with {@code NOT_FOUND}. */
    public Mono<JournalReach> reach(OrgId org) {
        return journal.reach(database, org).switchIfEmpty(Mono.error(() -> HubException.notFound("Organisation")));
    }

    /** What can be told to a reader who was here last at {@code cursor}. */
    public Mono<Resumption> resume(Reader reader, Cursor cursor) {
        return reach(reader.org()).flatMap(reach -> resume(reader, cursor, reach));
    }

    private Mono<Resumption> resume(Reader reader, Cursor cursor, JournalReach reach) {
        if (cursor.since().isEmpty()) {
            return Mono.just(Resumption.at(reach, Outcome.LIVE));
        }
        Optional<Reason> lost = cursor.whyLost(reach);
        if (lost.isPresent()) {
            return Mono.just(Resumption.reset(reach, lost.get()));
        }
        long since = cursor.since().getAsLong();
        return journal.countVisible(database, reader.org(), reader.bot(), reader.admin(), since, reach.position())
                .map(count -> count == 0 ? Resumption.at(reach, Outcome.LIVE) : Resumption.replay(reach, count));
    }

    /**
     * The entries after a position that the reader may see. Fails with {@link JournalExpiredException} when some are gone.
     *
     * @param limit entries of the page, at most {@link #MAX_PAGE}; it may have fewer although there are more
     */
    public Mono<FeedPage> read(Reader reader, long after, int limit) {
        return reach(reader.org()).flatMap(reach -> find(reader, after, reach.position(), limit, FIRST_WINDOW)
                .flatMap(found -> page(reader, found))
                .delayUntil(page -> requireComplete(reader.org(), after, reach)));
    }

    /** Looks through ever larger windows, until there is a page or the journal ends. */
    private Mono<Found> find(Reader reader, long after, long end, int limit, long window) {
        long last = end - after <= window ? end : after + window;
        return journal.listVisible(database, reader.org(), reader.bot(), reader.admin(), after, last, limit + 1)
                .flatMap(entries -> entries.size() <= limit && last < end
                        ? find(reader, after, end, limit, window * WINDOW_GROWTH)
                        : Mono.just(new Found(entries, Math.max(after, end), limit)));
    }

    private Mono<FeedPage> page(Reader reader, Found found) {
        List<Long> positions = found.firstPage();
        boolean hasMore = positions.size() < found.entries().size();
        long position = hasMore ? positions.get(positions.size() - 1) : found.end();
        Mono<List<StoredEntry>> entries =
                positions.isEmpty() ? Mono.just(List.of()) : journal.list(database, reader.org(), positions);
        return entries.map(read -> new FeedPage(read, position, hasMore));
    }

    private Mono<Void> requireComplete(OrgId org, long after, JournalReach before) {
        if (before.position() - after < YOUNG) {
            return Mono.empty();
        }
        return reach(org)
                .filter(now -> now.purgedPosition() > after)
                .flatMap(now -> Mono.error(new JournalExpiredException(after)));
    }

    /**
     * Entries that may be read.
     *
     * @param end there are no others up to here, unless these are more than {@code limit}
     */
    private record Found(List<EntrySize> entries, long end, int limit) {

        /** As many as may be read at once. */
        List<Long> firstPage() {
            int count = EntrySize.page(entries, limit, PAGE_BYTES);
            return entries.stream().limit(count).map(EntrySize::position).toList();
        }
    }
}
