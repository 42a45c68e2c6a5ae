package dev.parley.persistence.bot;

import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.Bot;
import dev.parley.protocol.bot.JoinStatus;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Changes of the table {@code bots}, and of all tables that know a bot that goes. */
public final class SqlBotChangeRepository implements BotChangeRepository {

    private static final String PROFILE = """
        UPDATE bots
           SET bio = $3, role = $4, function_text = $5, team = $6, tags = $7, languages = $8, protocols = $9,
               status_text = $10, timezone = $11, active_hours = $12, version = $13, runtime = $14
         WHERE org_id = $1 AND id = $2
        """;

    private static final String RENAME = "UPDATE bots SET name = $3 WHERE org_id = $1 AND id = $2";

    private static final String ROLE = "UPDATE bots SET auth_role = $3 WHERE org_id = $1 AND id = $2";

    private static final String JOIN_DECISION = """
        SELECT join_status, join_status_changed_by, join_status_changed_at, join_status_reason
          FROM bots
         WHERE org_id = $1 AND id = $2
        """;

    private static final String JOIN_STATUS = """
        UPDATE bots
           SET join_status = $3, join_status_changed_by = $4, join_status_changed_at = $5, join_status_reason = $6
         WHERE org_id = $1 AND id = $2
        """;

    private static final Insert TOMBSTONES = Insert.into("bot_name_tombstones", "org_id", "name", "deleted_at");

    /** The bot itself goes last. */
    private static final List<String> DELETE = List.of(
            "DELETE FROM members WHERE org_id = $1 AND bot_id = $2",
            "DELETE FROM join_requests WHERE org_id = $1 AND bot_id = $2",
            "DELETE FROM tokens WHERE org_id = $1 AND bot_id = $2",
            "DELETE FROM webhook_attempts WHERE org_id = $1 AND bot_id = $2",
            "DELETE FROM webhook_dead_letters WHERE org_id = $1 AND bot_id = $2",
            "DELETE FROM webhooks WHERE org_id = $1 AND bot_id = $2",
            "DELETE FROM bot_cursors WHERE org_id = $1 AND bot_id = $2",
            "DELETE FROM online_bots WHERE org_id = $1 AND bot_id = $2",
            "DELETE FROM bots WHERE org_id = $1 AND id = $2");

    @Override
    public Mono<Void> updateProfile(Queries queries, Bot bot) {
        return queries.execute(
                        PROFILE,
                        bot.orgId().value(),
                        bot.id().value(),
                        bot.bio(),
                        bot.role(),
                        bot.function(),
                        bot.team(),
                        NewBot.list(bot.tags()),
                        NewBot.list(bot.languages()),
                        RawJson.textOf(bot.protocols()),
                        bot.statusText(),
                        bot.timezone(),
                        bot.activeHours(),
                        bot.version(),
                        bot.runtime())
                .then();
    }

    @Override
    public Mono<Void> rename(Queries queries, OrgId org, BotId bot, String name) {
        return queries.execute(RENAME, org.value(), bot.value(), name).then();
    }

    @Override
    public Mono<Void> changeRole(Queries queries, OrgId org, BotId bot, AuthRole role) {
        return queries.execute(ROLE, org.value(), bot.value(), role.wireName()).then();
    }

    @Override
    public Mono<JoinDecision> findJoinDecision(Queries queries, OrgId org, BotId bot) {
        return queries.one(
                JOIN_DECISION,
                row -> new JoinDecision(
                        JoinStatus.parse(row.string("join_status")).orElseThrow(),
                        row.string("join_status_changed_by"),
                        row.nullableLong("join_status_changed_at"),
                        row.string("join_status_reason")),
                org.value(),
                bot.value());
    }

    @Override
    public Mono<Void> changeJoinStatus(Queries queries, OrgId org, BotId bot, JoinDecision decision) {
        return queries.execute(
                        JOIN_STATUS,
                        org.value(),
                        bot.value(),
                        decision.status().wireName(),
                        decision.changedBy(),
                        decision.changedAt(),
                        decision.reason())
                .then();
    }

    @Override
    public Mono<Void> delete(Queries queries, OrgId org, BotRemoval bot, long nowMillis) {
        Object[] tombstone = {org.value(), bot.name(), nowMillis};
        return queries.insert(TOMBSTONES, List.<Object[]>of(tombstone))
                .thenMany(Flux.fromIterable(DELETE))
                .concatMap(sql -> queries.execute(sql, org.value(), bot.id().value()))
                .then();
    }
}
