package dev.parley.persistence.bot;

import dev.parley.persistence.Queries;
import dev.parley.persistence.Row;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Json;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.Bot;
import dev.parley.protocol.bot.JoinStatus;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

/** Bots in the table {@code bots}. */
public final class SqlBotRepository implements BotRepository {

    private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};

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

    private static final String SELECT = """
        SELECT id, org_id, name, auth_role, last_seen_at, created_at, metadata, bio, role, function_text, team, tags,
               languages, protocols, status_text, timezone, active_hours, version, runtime, join_status
          FROM bots
        """;

    private static final String FIND = SELECT + " WHERE org_id = $1 AND id = $2";

    private static final String FIND_BY_NAME = SELECT + " WHERE org_id = $1 AND name = $2";

    private static final String LIST = SELECT + " WHERE org_id = $1 ORDER BY org_id, name LIMIT $2";

    private static final String PAGE = SELECT + """
         WHERE org_id = $1 AND id > $2 AND position($3 IN lower(name)) > 0
         ORDER BY org_id, id
         LIMIT $4
        """;

    private static final String ACTIVE_ADMINS = """
        SELECT id
          FROM bots
         WHERE org_id = $1 AND auth_role = 'admin' AND join_status = 'active'
         LIMIT $2
        """;

    private static final String TOMBSTONE = "SELECT name FROM bot_name_tombstones WHERE org_id = $1 AND name = $2";

    private static final String SEEN = """
        UPDATE bots
           SET last_seen_at = seen.at
          FROM unnest(cast($2 AS uuid array), cast($3 AS bigint array)) AS seen(bot_id, at)
         WHERE bots.org_id = $1 AND bots.id = seen.bot_id AND coalesce(bots.last_seen_at, 0) < seen.at
        """;

    /** Sorts before every id. */
    private static final UUID LOWEST = new UUID(0, 0);

    /** Led by what is wanted, which the outer join makes sure of: for {@code = ANY}, H2 reads all bots of the organisation. */
    private static final String SUMMARIES = """
        SELECT b.id, b.name, b.auth_role, b.join_status
          FROM unnest(cast($2 AS uuid array)) AS wanted(id)
          LEFT JOIN bots b ON b.org_id = $1 AND b.id = wanted.id
         WHERE b.id IS NOT NULL
         LIMIT $3
        """;

    /** As {@link #SUMMARIES}. */
    private static final String SUMMARIES_BY_NAME = """
        SELECT b.id, b.name, b.auth_role, b.join_status
          FROM unnest(cast($2 AS varchar array)) AS wanted(name)
          LEFT JOIN bots b ON b.org_id = $1 AND b.name = wanted.name
         WHERE b.id IS NOT NULL
         LIMIT $3
        """;

    @Override
    public Mono<BotSummary> findSummary(Queries queries, OrgId org, BotId id) {
        return queries.one(SUMMARY, SqlBotRepository::toSummary, org.value(), id.value());
    }

    @Override
    public Mono<BotSummary> findSummary(Queries queries, OrgId org, String name) {
        return queries.one(SUMMARY_BY_NAME, SqlBotRepository::toSummary, org.value(), name);
    }

    @Override
    public Mono<Bot> find(Queries queries, OrgId org, BotId id) {
        return queries.one(FIND, SqlBotRepository::toBot, org.value(), id.value());
    }

    @Override
    public Mono<Bot> find(Queries queries, OrgId org, String name) {
        return queries.one(FIND_BY_NAME, SqlBotRepository::toBot, org.value(), name);
    }

    /** Sorted here once more: a database may compare names by the rules of a language. */
    @Override
    public Mono<List<Bot>> list(Queries queries, OrgId org) {
        return queries.list(LIST, SqlBotRepository::toBot, org.value(), MAX_LISTED)
                .map(bots ->
                        bots.stream().sorted(Comparator.comparing(Bot::name)).toList());
    }

    @Override
    public Mono<List<Bot>> list(Queries queries, OrgId org, BotPage page) {
        UUID after = page.after().map(BotId::value).orElse(LOWEST);
        String search = page.search().orElse("").toLowerCase(Locale.ROOT);
        return queries.list(PAGE, SqlBotRepository::toBot, org.value(), after, search, page.limit());
    }

    @Override
    public Mono<List<BotId>> listActiveAdmins(Queries queries, OrgId org) {
        return queries.list(ACTIVE_ADMINS, row -> new BotId(row.uuid("id")), org.value(), MAX_LISTED);
    }

    @Override
    public Mono<Boolean> isTombstoned(Queries queries, OrgId org, String name) {
        return queries.one(TOMBSTONE, row -> true, org.value(), name).defaultIfEmpty(false);
    }

    /** In one order everywhere, so that two servers do not wait for each other. */
    @Override
    public Mono<Long> updateLastSeen(Queries queries, OrgId org, Map<BotId, Long> seen) {
        Map<BotId, Long> ordered = new TreeMap<>(seen);
        UUID[] bots = ordered.keySet().stream().map(BotId::value).toArray(UUID[]::new);
        Long[] times = ordered.values().toArray(Long[]::new);
        return queries.execute(SEEN, org.value(), bots, times);
    }

    @Override
    public Mono<List<BotSummary>> listSummaries(Queries queries, OrgId org, Collection<BotId> ids) {
        UUID[] wanted = ids.stream().map(BotId::value).toArray(UUID[]::new);
        return queries.list(SUMMARIES, SqlBotRepository::toSummary, org.value(), wanted, wanted.length);
    }

    @Override
    public Mono<List<BotSummary>> listSummariesByName(Queries queries, OrgId org, Collection<String> names) {
        String[] wanted = names.toArray(String[]::new);
        return queries.list(SUMMARIES_BY_NAME, SqlBotRepository::toSummary, org.value(), wanted, wanted.length);
    }

    private static BotSummary toSummary(Row row) {
        return new BotSummary(new BotId(row.uuid("id")), row.string("name"), authRole(row), joinStatus(row));
    }

    private static Bot toBot(Row row) {
        return new Bot(
                new BotId(row.uuid("id")),
                new OrgId(row.uuid("org_id")),
                row.string("name"),
                authRole(row),
                false,
                row.nullableLong("last_seen_at"),
                row.number("created_at"),
                RawJson.ofNullable(row.string("metadata")),
                row.string("bio"),
                row.string("role"),
                row.string("function_text"),
                row.string("team"),
                strings(row, "tags"),
                strings(row, "languages"),
                RawJson.ofNullable(row.string("protocols")),
                row.string("status_text"),
                row.string("timezone"),
                row.string("active_hours"),
                row.string("version"),
                row.string("runtime"),
                joinStatus(row));
    }

    private static AuthRole authRole(Row row) {
        return AuthRole.parse(row.string("auth_role")).orElseThrow();
    }

    private static JoinStatus joinStatus(Row row) {
        return JoinStatus.parse(row.string("join_status")).orElseThrow();
    }

    private static List<String> strings(Row row, String column) {
        String json = row.string(column);
        return json == null ? null : Json.mapper().readValue(json, STRINGS);
    }
}
