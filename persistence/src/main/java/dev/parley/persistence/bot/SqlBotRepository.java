package dev.parley.persistence.bot;

import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.JoinStatus;
import java.util.Locale;
import reactor.core.publisher.Mono;

/** Bots in the table {@code bots}. */
public final class SqlBotRepository implements BotRepository {

    private static final String SUMMARY = """
            SELECT id, name, auth_role, join_status
              FROM bots
             WHERE org_id = $1 AND id = $2
            """;

    private static final String SUMMARY_BY_NAME = """
            SELECT id, name, auth_role, join_status
              FROM bots
             WHERE org_id = $1 AND name = $2
            """;

    @Override
    public Mono<BotSummary> findSummary(Queries queries, OrgId org, BotId id) {
        return queries.one(SUMMARY, SqlBotRepository::toSummary, org.value(), id.value());
    }

    @Override
    public Mono<BotSummary> findSummary(Queries queries, OrgId org, String name) {
        return queries.one(SUMMARY_BY_NAME, SqlBotRepository::toSummary, org.value(), name);
    }

    private static BotSummary toSummary(Row row) {
        return new BotSummary(
                new BotId(row.uuid("id")),
                row.string("name"),
                AuthRole.valueOf(row.string("auth_role").toUpperCase(Locale.ROOT)),
                JoinStatus.valueOf(row.string("join_status").toUpperCase(Locale.ROOT)));
    }
}
