package dev.parley.persistence.bot;

import dev.parley.persistence.Insert;
import dev.parley.persistence.Queries;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.bot.Bot;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import reactor.core.publisher.Mono;

/**
 * Where bots are kept. Every method names its organisation and sees no other. Whether a bot is online is not kept: the
 * {@link Bot}s read here never are.
 */
public interface BotRepository {

    /** Registers a bot; for {@link NewBot#row}. */
    Insert INTO = Insert.into(
            "bots",
            "org_id",
            "id",
            "name",
            "auth_role",
            "join_status",
            "last_seen_at",
            "created_at",
            "metadata",
            "bio",
            "role",
            "function_text",
            "team",
            "tags",
            "languages",
            "protocols",
            "status_text",
            "timezone",
            "active_hours",
            "version",
            "runtime");

    /** The most bots a list has that is no page. */
    int MAX_LISTED = 10_000;

    /** Empty when the organisation has no such bot. */
    Mono<BotSummary> findSummary(Queries queries, OrgId org, BotId id);

    /** By exact name, case included. */
    Mono<BotSummary> findSummary(Queries queries, OrgId org, String name);

    /** Everything the bot tells of itself. */
    Mono<Bot> find(Queries queries, OrgId org, BotId id);

    /** As above, by exact name. */
    Mono<Bot> find(Queries queries, OrgId org, String name);

    /** The organisation's bots by name, upper case first; at most {@link #MAX_LISTED}. */
    Mono<List<Bot>> list(Queries queries, OrgId org);

    Mono<List<Bot>> list(Queries queries, OrgId org, BotPage page);

    /** Those who may administer the organisation; at most {@link #MAX_LISTED}. */
    Mono<List<BotId>> listActiveAdmins(Queries queries, OrgId org);

    /** Whether a bot of that exact name was deleted, so that nobody may take its place. */
    Mono<Boolean> isTombstoned(Queries queries, OrgId org, String name);

    /** Notes when bots were last seen, in ms; an earlier time than the stored one is ignored. */
    Mono<Long> updateLastSeen(Queries queries, OrgId org, Map<BotId, Long> seen);

    /** Those of the bots that exist, in no order. */
    Mono<List<BotSummary>> listSummaries(Queries queries, OrgId org, Collection<BotId> ids);

    /** Those of the exact names that bots have, in no order. */
    Mono<List<BotSummary>> listSummariesByName(Queries queries, OrgId org, Collection<String> names);
}
