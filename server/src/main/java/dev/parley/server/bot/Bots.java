package dev.parley.server.bot;

import dev.parley.persistence.Queries;
import dev.parley.persistence.bot.BotPage;
import dev.parley.persistence.bot.BotRepository;
import dev.parley.protocol.BotId;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Page;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.Bot;
import dev.parley.protocol.bot.JoinStatus;
import dev.parley.server.auth.Caller;
import dev.parley.server.auth.Identities;
import dev.parley.server.auth.LastSeen;
import dev.parley.server.org.OrgContext;
import dev.parley.server.presence.Presence;
import java.util.List;
import reactor.core.publisher.Mono;

/** Tells what bots tell of themselves, and whether they are here. */
public final class Bots {

    private final Queries database;
    private final BotRepository repository;
    private final Identities identities;
    private final Presence presence;
    private final LastSeen lastSeen;

    public Bots(
            Queries database, BotRepository repository, Identities identities, Presence presence, LastSeen lastSeen) {
        this.database = database;
        this.repository = repository;
        this.identities = identities;
        this.presence = presence;
        this.lastSeen = lastSeen;
    }

    /** The bot that asks; fails with {@code NOT_FOUND} when it was deleted meanwhile. */
    public Mono<Bot> self(Caller.Bot caller) {
        return identities
                .profile(caller.org(), caller.bot())
                .switchIfEmpty(Mono.error(() -> HubException.notFound("Bot")))
                .map(this::present);
    }

    /** The other bots of the organisation, by name, those that wait for approval included. */
    Mono<List<Bot>> peers(Caller.Bot caller) {
        return list(caller.org()).map(bots -> bots.stream()
                .filter(bot -> !bot.id().equals(caller.bot()))
                .toList());
    }

    /** The bots the caller may see, by name. */
    Mono<List<Bot>> list(Caller caller, BotFilter filter) {
        boolean seesAll = seesAll(caller);
        return list(OrgContext.require(caller)).map(bots -> bots.stream()
                .filter(bot -> seesAll || bot.joinStatus() == JoinStatus.ACTIVE)
                .filter(filter::matches)
                .toList());
    }

    /** A page of all bots of the organisation, by id. */
    Mono<Page<Bot>> page(OrgId org, BotPage page) {
        BotPage oneMore = new BotPage(page.after(), page.search(), page.limit() + 1);
        return repository
                .list(database, org, oneMore)
                .map(bots -> Page.of(bots.stream().map(this::present).toList(), page.limit(), bot -> bot.id()
                        .toString()));
    }

    /** Fails with {@code NOT_FOUND} when the organisation has no such bot, or none the caller may see. */
    Mono<Bot> require(Caller caller, String id) {
        return shown(
                caller,
                Mono.justOrEmpty(BotId.parse(id))
                        .flatMap(bot -> repository.find(database, OrgContext.require(caller), bot)));
    }

    /** As {@link #require(Caller, String)}, by exact name. */
    Mono<Bot> requireNamed(Caller caller, String name) {
        return shown(caller, repository.find(database, OrgContext.require(caller), name));
    }

    private Mono<Bot> shown(Caller caller, Mono<Bot> found) {
        return found.filter(bot -> seesAll(caller) || bot.joinStatus() == JoinStatus.ACTIVE)
                .switchIfEmpty(Mono.error(() -> HubException.notFound("Bot")))
                .map(this::present);
    }

    private Mono<List<Bot>> list(OrgId org) {
        return repository
                .list(database, org)
                .map(bots -> bots.stream().map(this::present).toList());
    }

    private static boolean seesAll(Caller caller) {
        return !(caller instanceof Caller.Bot bot) || bot.authRole() == AuthRole.ADMIN;
    }

    /** A bot as it is stored, with what is known of it at the moment. */
    Bot present(Bot stored) {
        return stored.seen(
                presence.isOnline(stored.orgId(), stored.id()),
                lastSeen.latest(stored.orgId(), stored.id(), stored.lastSeenAt()));
    }
}
