package dev.parley.server.auth;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.persistence.Queries;
import dev.parley.persistence.bot.BotRepository;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.org.Org;
import dev.parley.persistence.org.OrgRepository;
import dev.parley.persistence.token.TokenHolder;
import dev.parley.persistence.token.TokenRepository;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.bot.Bot;
import dev.parley.server.LookupCache;
import dev.parley.server.cluster.Notice;
import dev.parley.server.cluster.Notice.Kind;
import dev.parley.server.cluster.Notices;
import java.time.Duration;
import java.util.Collection;
import reactor.core.publisher.Mono;

/**
 * What this node knows of tokens, bots and organisations, so that a request in the steady state asks no database. Whoever
 * changes one of them says so here, after the commit and before the change is answered.
 */
public final class Identities {

    private static final int MAX_TOKENS = 50_000;
    private static final int MAX_BOTS = 10_000;
    private static final int MAX_ORGS = 10_000;

    /** They may be large, and few bots ask for them again and again. */
    private static final int MAX_PROFILES = 1_000;

    /** The second line behind what is said explicitly. */
    private static final Duration TTL = Duration.ofSeconds(30);

    private final Queries database;
    private final TokenRepository tokenRepository;
    private final Notices notices;
    private final LookupCache<String, TokenHolder> tokens;
    private final LookupCache<BotKey, BotSummary> bots;
    private final LookupCache<BotKey, Bot> profiles;
    private final LookupCache<OrgId, Org> orgs;

    public Identities(
            Queries database,
            TokenRepository tokenRepository,
            BotRepository botRepository,
            OrgRepository orgRepository,
            Ticker ticker) {
        this(database, tokenRepository, botRepository, orgRepository, ticker, Notices.ALONE);
    }

    /** @param notices tell of what other nodes change, and other nodes of what this one changes */
    public Identities(
            Queries database,
            TokenRepository tokenRepository,
            BotRepository botRepository,
            OrgRepository orgRepository,
            Ticker ticker,
            Notices notices) {
        this.database = database;
        this.tokenRepository = tokenRepository;
        this.notices = notices;
        tokens = new LookupCache<>(MAX_TOKENS, TTL, ticker, hash -> tokenRepository.findHolder(database, hash));
        bots = new LookupCache<>(
                MAX_BOTS, TTL, ticker, key -> botRepository.findSummary(database, key.org(), key.bot()));
        profiles =
                new LookupCache<>(MAX_PROFILES, TTL, ticker, key -> botRepository.find(database, key.org(), key.bot()));
        orgs = new LookupCache<>(MAX_ORGS, TTL, ticker, org -> orgRepository.find(database, org));
        notices.hear(Kind.BOT_CHANGED, notice -> forgetBot(notice.orgId(), notice.bot()));
        notices.hear(Kind.PROFILE_CHANGED, notice -> forgetProfile(notice.orgId(), notice.bot()));
        notices.hear(Kind.ORG_CHANGED, notice -> forgetOrg(notice.orgId()));
        notices.hear(Kind.TOKEN_CHANGED, notice -> tokens.forget(notice.text()));
        notices.onDoubt(this::forgetAll);
    }

    private void forgetAll() {
        tokens.forgetAll();
        bots.forgetAll();
        profiles.forgetAll();
        orgs.forgetAll();
    }

    /** Looks up tokens anew, by their hashes, as many at once as can be. */
    Mono<Void> reload(Collection<String> tokenHashes) {
        return tokens.reload(tokenHashes, hashes -> tokenRepository.findHolders(database, hashes));
    }

    /** Whom the token with that hash stands for; it may be expired, its bot not active, its organisation suspended. */
    Mono<TokenHolder> token(String hash) {
        return tokens.get(hash);
    }

    public Mono<BotSummary> bot(OrgId org, BotId bot) {
        return bots.get(new BotKey(org, bot));
    }

    /** All a bot tells of itself, as it is stored. */
    public Mono<Bot> profile(OrgId org, BotId bot) {
        return profiles.get(new BotKey(org, bot));
    }

    public Mono<Org> org(OrgId org) {
        return orgs.get(org);
    }

    /** A bot's name, role or join status changed, or it is gone. */
    public void botChanged(OrgId org, BotId bot) {
        forgetBot(org, bot);
        notices.tell(Notice.ofBot(Kind.BOT_CHANGED, org, bot));
    }

    private void forgetBot(OrgId org, BotId bot) {
        tokens.forgetIf(holder -> holder.bot().id().equals(bot));
        bots.forget(new BotKey(org, bot));
        forgetProfile(org, bot);
    }

    /** Something else about a bot changed. */
    public void profileChanged(OrgId org, BotId bot) {
        forgetProfile(org, bot);
        notices.tell(Notice.ofBot(Kind.PROFILE_CHANGED, org, bot));
    }

    /** As {@link #profileChanged}, but not worth telling others. */
    void forgetProfile(OrgId org, BotId bot) {
        profiles.forget(new BotKey(org, bot));
    }

    /** The organisation's name or status changed, or it is gone. */
    public void orgChanged(OrgId org) {
        forgetOrg(org);
        notices.tell(Notice.ofOrg(Kind.ORG_CHANGED, org));
    }

    private void forgetOrg(OrgId org) {
        tokens.forgetIf(holder -> holder.org().equals(org));
        orgs.forget(org);
    }

    /** One token was revoked. */
    public void tokenRevoked(String hash) {
        tokens.forget(hash);
        notices.tell(Notice.ofText(Kind.TOKEN_CHANGED, hash));
    }
}
