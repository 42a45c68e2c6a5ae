package dev.parley.server.org;

import dev.parley.persistence.Queries;
import dev.parley.persistence.bot.BotPage;
import dev.parley.persistence.bot.BotRepository;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.bot.Bot;
import dev.parley.server.auth.Sessions;
import java.util.List;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** The sessions of an organisation's administrators and of its bots' owners, wherever sessions are kept. */
public final class OrgSessions implements OrgData {

    private static final int PAGE = 200;

    private final Queries database;
    private final BotRepository bots;
    private final Sessions sessions;

    public OrgSessions(Queries database, BotRepository bots, Sessions sessions) {
        this.database = database;
        this.bots = bots;
        this.sessions = sessions;
    }

    @Override
    public Mono<Void> remove(OrgId org) {
        return sessions.endAdminSessions(org)
                .thenMany(page(org, Optional.empty()))
                .expand(page -> page.size() < PAGE ? Mono.empty() : page(org, Optional.of(last(page))))
                .concatMapIterable(page -> page)
                .concatMap(bot -> sessions.endOwnerSessions(bot.id()))
                .then();
    }

    private Mono<List<Bot>> page(OrgId org, Optional<BotId> after) {
        return bots.list(database, org, new BotPage(after, Optional.empty(), PAGE));
    }

    private static BotId last(List<Bot> page) {
        return page.get(page.size() - 1).id();
    }
}
