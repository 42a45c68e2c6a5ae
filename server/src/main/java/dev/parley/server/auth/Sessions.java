package dev.parley.server.auth;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.persistence.session.SessionRepository;
import dev.parley.persistence.session.StoredSession;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.server.LookupCache;
import dev.parley.server.cluster.Notice;
import dev.parley.server.cluster.Notice.Kind;
import dev.parley.server.cluster.Notices;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The sessions of people who logged in: how they begin, slide and end. Only hashes of cookies are kept; {@link Revocations}
 * is told of every session that ends before its time.
 */
public final class Sessions {

    private static final Pattern COOKIE = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_CACHED = 10_000;

    /** Bounds how long another node's logout goes unnoticed when its notice is lost. */
    private static final Duration CACHED_FOR = Duration.ofSeconds(2);

    /** A session in use is extended in the store this often at most; a request in between sees the extension anyway. */
    private static final Duration STORED_EVERY = Duration.ofMinutes(1);

    private final SessionRepository repository;
    private final Revocations revocations;
    private final Clock clock;
    private final Notices notices;
    private final LookupCache<String, StoredSession> cache;

    public Sessions(SessionRepository repository, Revocations revocations, Clock clock, Ticker ticker) {
        this(repository, revocations, clock, ticker, Notices.ALONE);
    }

    /** @param notices tell of what other nodes end, and other nodes of what this one ends */
    public Sessions(
            SessionRepository repository, Revocations revocations, Clock clock, Ticker ticker, Notices notices) {
        this.notices = notices;
        this.repository = repository;
        this.revocations = revocations;
        this.clock = clock;
        this.cache =
                new LookupCache<>(MAX_CACHED, CACHED_FOR, ticker, idHash -> repository.find(idHash, clock.millis()));
        notices.hear(Kind.SESSION_CHANGED, notice -> cache.forget(notice.text()));
        notices.onDoubt(cache::forgetAll);
    }

    /** Begins a session; the owner's oldest ones end when there are too many. */
    Mono<NewSession> open(SessionOwner owner) {
        return Mono.defer(() -> {
            NewSession opened = newSession(owner);
            return repository
                    .insert(opened.session())
                    .then(evict(opened.session(), owner.role().limit()))
                    .thenReturn(opened);
        });
    }

    private NewSession newSession(SessionOwner owner) {
        String cookie = Secrets.sessionId();
        long now = clock.millis();
        long end = now + owner.role().ttl().toMillis();
        StoredSession session = new StoredSession(
                Secrets.hash(cookie),
                Secrets.sessionRef(cookie),
                owner.role().wireName(),
                owner.org(),
                owner.bot(),
                owner.ownerName(),
                owner.scopes(),
                owner.token().map(TokenInfo::id).orElse(null),
                owner.token().map(Sessions::endOf).orElse(null),
                now,
                end);
        return new NewSession(cookie, session.withExpiry(end));
    }

    private static Long endOf(TokenInfo token) {
        return token.expiresAt().isPresent() ? token.expiresAt().getAsLong() : null;
    }

    /**
     * Counting after the insert is committed needs no lock: of logins at the same time the last one to look sees them all.
     * A login never ends its own session, whatever the clock says.
     */
    private Mono<Void> evict(StoredSession opened, int limit) {
        return repository
                .listByOwner(opened.owner(), clock.millis())
                .flatMapIterable(live -> beyond(live, opened, limit))
                .concatMap(this::end)
                .then();
    }

    private static List<StoredSession> beyond(List<StoredSession> oldestFirst, StoredSession opened, int limit) {
        return oldestFirst.stream()
                .filter(session -> !session.idHash().equals(opened.idHash()))
                .limit(Math.max(0, oldestFirst.size() - limit))
                .toList();
    }

    /** The live session of a cookie, its expiry moved if it is due; empty for any other cookie. */
    Mono<StoredSession> find(String cookie) {
        return COOKIE.matcher(cookie).matches() ? use(Secrets.hash(cookie)) : Mono.empty();
    }

    /** As {@link #find}, by the hash of the cookie. */
    Mono<StoredSession> use(String hash) {
        return peek(hash).flatMap(this::slide);
    }

    /** The live session by the hash of its cookie, its expiry where it is. */
    Mono<StoredSession> peek(String hash) {
        return cache.get(hash).filter(session -> session.isLive(clock.millis()));
    }

    private Mono<StoredSession> slide(StoredSession session) {
        long now = clock.millis();
        long ttl = SessionRole.ofWireName(session.role()).ttl().toMillis();
        if (now <= session.createdAt() + ttl / 2) {
            return Mono.just(session);
        }
        StoredSession extended = session.withExpiry(now + ttl);
        if (extended.expiresAt() - session.expiresAt() < STORED_EVERY.toMillis()) {
            return Mono.just(extended);
        }
        return repository
                .extend(session, extended.expiresAt(), now)
                .doOnNext(done -> cache.forget(session.idHash()))
                .filter(stillThere -> stillThere)
                .thenReturn(extended);
    }

    /** The live sessions of an organisation and its bots, newest first, without the first {@code offset}. */
    public Mono<List<StoredSession>> list(OrgId org, int offset, int limit) {
        return Mono.defer(() -> repository.listByOrg(org, clock.millis(), offset, limit));
    }

    /** A live session of an organisation or its bots by its ref, or empty. */
    public Mono<StoredSession> findByRef(OrgId org, String ref) {
        return Mono.defer(() -> repository.findByRef(org, ref, clock.millis()));
    }

    /** Ends a session here and now; false when it had ended already. */
    public Mono<Boolean> end(StoredSession session) {
        return repository.delete(session).doOnNext(deleted -> {
            cache.forget(session.idHash());
            notices.tell(Notice.ofText(Kind.SESSION_CHANGED, session.idHash()));
            if (deleted && session.org() != null) {
                revocations.sessionEnded(session.org(), session.ref());
            }
        });
    }

    /** Ends every session of an organisation's administrators. */
    public Mono<Void> endAdminSessions(OrgId org) {
        return endAll(Mono.defer(() -> repository.listByOwner(StoredSession.ownerOf(org), clock.millis())));
    }

    /** Ends every session of an organisation, those of its bots' owners included. */
    public Mono<Void> endAll(OrgId org) {
        return endAll(list(org, 0, SessionRepository.MAX_LISTED));
    }

    /** Ends every session that began with a bot's scoped token, which is gone. */
    public Mono<Void> endTokenSessions(BotId bot, UUID token) {
        return Mono.defer(() -> repository.listByOwner(StoredSession.ownerOf(bot), clock.millis()))
                .flatMapIterable(live -> live)
                .filter(session -> token.equals(session.token()))
                .concatMap(this::end)
                .then();
    }

    /** Ends those that are live until there are none. */
    private Mono<Void> endAll(Mono<List<StoredSession>> live) {
        return live.delayUntil(
                        some -> Flux.fromIterable(some).concatMap(this::end).then())
                .repeat()
                .takeUntil(List::isEmpty)
                .then();
    }

    /** Removes what expired from the store; to be run now and then. */
    public Mono<Void> purge() {
        return Mono.defer(() -> repository.deleteExpired(clock.millis())).then();
    }
}
