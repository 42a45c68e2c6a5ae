package dev.parley.server.hxa;

import dev.parley.persistence.Insert;
import dev.parley.persistence.audit.AuditIds;
import dev.parley.persistence.audit.AuditRepository;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.token.TokenRepository;
import dev.parley.persistence.webhook.Webhook;
import dev.parley.persistence.webhook.WebhookRepository;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Ids;
import dev.parley.protocol.OrgId;
import dev.parley.server.auth.Secrets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import reactor.core.publisher.Flux;

/** Reads one organisation from a source, as rows of ours. Conversations are for {@link TalkReader}. */
final class OrgReader {

    private static final String OF_ORG = "org_id = ";
    private static final Insert MEMBERS =
            Insert.into("members", "org_id", "topic_id", "bot_id", "joined_position", "label");
    private static final Insert CHANNELS =
            Insert.into("channels", "org_id", "id", "type", "name", "pair_low", "pair_high", "created_at");
    private static final int HASH_LENGTH = 64;
    private static final int REF_LENGTH = 16;

    private final Source source;
    private final OrgId org;
    private final Tally tally;
    private final long nowMillis;
    private final Map<UUID, String> botNames = new HashMap<>();
    private final Map<UUID, List<UUID>> pairs = new HashMap<>();

    OrgReader(Source source, OrgId org, Tally tally, long nowMillis) {
        this.source = source;
        this.org = org;
        this.tally = tally;
        this.nowMillis = nowMillis;
    }

    /** Names of the bots, once {@link #bots} has been read. */
    Map<UUID, String> botNames() {
        return botNames;
    }

    /** Rows of a table where a condition holds. */
    Flux<SourceRow> rows(String table, String condition) {
        return Flux.defer(() -> {
            Set<String> columns = new TreeSet<>(source.columns(table));
            if (columns.isEmpty()) {
                tally.left("tables that are not there: " + table);
                return Flux.empty();
            }
            List<String> names = List.copyOf(columns);
            String list = String.join(
                    ", ",
                    names.stream()
                            .map(name -> "cast(\"" + name + "\" AS text) AS \"" + name + "\"")
                            .toList());
            return source.rows("SELECT " + list + " FROM " + table + " WHERE " + condition, names);
        });
    }

    String ofOrg() {
        return OF_ORG + Source.quoted(org.toString());
    }

    /** A condition on rows that name a row of another table of the organisation. */
    String of(String table, String column) {
        return column + " IN (SELECT id FROM " + table + " WHERE " + ofOrg() + ")";
    }

    /** Everything but what was said, in an order in which nothing is read before what it needs. */
    Flux<Line> lines() {
        return Flux.concat(
                bots(),
                tokens(),
                mapped(TableMaps.TOMBSTONES, ofOrg(), false),
                mapped(TableMaps.SETTINGS, ofOrg(), false),
                mapped(TableMaps.TICKETS, ofOrg(), false),
                members("channel_members", "channel_id", "channels"),
                channels(),
                members("thread_participants", "thread_id", "threads"),
                mapped(TableMaps.JOIN_REQUESTS, of("threads", "thread_id"), true),
                mapped(TableMaps.ARTIFACTS, of("threads", "thread_id"), true),
                audit());
    }

    private Flux<Line> mapped(TableMap map, String condition, boolean addOrg) {
        Insert into = addOrg ? withOrg(map.into()) : map.into();
        return rows(map.source(), condition).concatMapIterable(row -> line(map, into, addOrg, row));
    }

    private List<Line> line(TableMap map, Insert into, boolean addOrg, SourceRow row) {
        Optional<Object[]> values = map.row(row);
        if (values.isEmpty()) {
            tally.left(map.source() + " without an id, a name or what else they need");
            return List.of();
        }
        tally.brought(map.source());
        return List.of(new Line(into, addOrg ? withOrg(values.get()) : values.get()));
    }

    private static Insert withOrg(Insert into) {
        List<String> columns = new ArrayList<>(into.columns());
        columns.add("org_id");
        return new Insert(into.table(), List.copyOf(columns));
    }

    private Object[] withOrg(Object[] values) {
        Object[] more = Arrays.copyOf(values, values.length + 1);
        more[values.length] = org.value();
        return more;
    }

    /** A bot, its own token and its webhook. */
    private Flux<Line> bots() {
        Insert into = TableMaps.BOTS.into();
        return rows("bots", ofOrg()).concatMapIterable(row -> {
            List<Line> lines = new ArrayList<>(line(TableMaps.BOTS, into, false, row));
            if (!lines.isEmpty()) {
                UUID bot = row.uuid("id").orElseThrow();
                botNames.put(bot, row.text("name").orElseThrow());
                primaryToken(bot, row).ifPresent(lines::add);
                webhook(bot, row).ifPresent(lines::add);
            }
            return lines;
        });
    }

    private Optional<Line> primaryToken(UUID bot, SourceRow row) {
        Optional<String> hash =
                row.text("token_hash").or(() -> row.text("token")).map(OrgReader::hash);
        if (hash.isEmpty()) {
            tally.left("bots without a token");
        }
        return hash.map(found -> new Line(TokenRepository.INTO, new Object[] {
            found,
            org.value(),
            bot,
            Ids.next(),
            true,
            "[\"full\"]",
            null,
            null,
            row.number("created_at").orElse(0L)
        }));
    }

    /** What is stored is the hash; what is no hash was stored as it is. */
    static String hash(String stored) {
        return stored.length() == HASH_LENGTH ? stored : Secrets.hash(stored);
    }

    private Optional<Line> webhook(UUID bot, SourceRow row) {
        return row.text("webhook_url").filter(url -> !url.isBlank()).map(url -> {
            tally.brought("webhooks");
            String secret = row.text("webhook_secret").orElse(null);
            Webhook webhook =
                    Webhook.begin(org, new BotId(bot), url, secret, null, Position.first(nowMillis), nowMillis);
            return new Line(WebhookRepository.INTO, webhook.row());
        });
    }

    private Flux<Line> tokens() {
        return rows("bot_tokens", of("bots", "bot_id")).concatMapIterable(row -> {
            Optional<UUID> id = row.uuid("id");
            Optional<UUID> bot = row.uuid("bot_id").filter(botNames::containsKey);
            Optional<String> hash =
                    row.text("token_hash").or(() -> row.text("token")).map(OrgReader::hash);
            if (id.isEmpty() || bot.isEmpty() || hash.isEmpty()) {
                tally.left("bot_tokens without an id, a bot or a hash");
                return List.of();
            }
            tally.brought("bot_tokens");
            return List.of(new Line(TokenRepository.INTO, new Object[] {
                hash.get(),
                org.value(),
                bot.get(),
                id.get(),
                false,
                row.json("scopes").orElse("[\"read\"]"),
                row.text("label").orElse(null),
                row.number("expires_at").orElse(null),
                row.number("created_at").orElse(0L)
            }));
        });
    }

    /** A member's interval begins when it came in and goes on. */
    private Flux<Line> members(String table, String topic, String topics) {
        return rows(table, of(topics, topic)).concatMapIterable(row -> {
            Optional<UUID> topicId = row.uuid(topic);
            Optional<UUID> bot = row.uuid("bot_id").filter(botNames::containsKey);
            if (topicId.isEmpty() || bot.isEmpty()) {
                tally.left(table + " of bots that are gone");
                return List.of();
            }
            tally.brought(table);
            pairs.computeIfAbsent(topicId.get(), id -> new ArrayList<>()).add(bot.get());
            long joined = Position.first(row.number("joined_at").orElse(0L));
            String label = row.text("label").orElse(null);
            return List.of(new Line(MEMBERS, new Object[] {org.value(), topicId.get(), bot.get(), joined, label}));
        });
    }

    /** Where a member is gone, its place in the pair is taken by an id that nobody has. */
    private Flux<Line> channels() {
        return rows("channels", ofOrg()).concatMapIterable(row -> {
            Optional<UUID> id = row.uuid("id");
            if (id.isEmpty()) {
                tally.left("channels without an id");
                return List.of();
            }
            tally.brought("channels");
            List<UUID> members = pairs.getOrDefault(id.get(), List.of());
            UUID first = members.isEmpty() ? Ids.next() : members.get(0);
            UUID second = members.size() < 2 ? Ids.next() : members.get(1);
            boolean ordered = first.compareTo(second) < 0;
            return List.of(new Line(CHANNELS, new Object[] {
                org.value(),
                id.get(),
                row.text("type").orElse("direct"),
                row.text("name").orElse(null),
                ordered ? first : second,
                ordered ? second : first,
                row.number("created_at").orElse(0L)
            }));
        });
    }

    /** Rows that would be removed at once stay where they are; ids of sessions never leave the server that has them. */
    private Flux<Line> audit() {
        String young = " AND created_at >= " + TableMaps.auditSince(nowMillis);
        return rows("audit_log", ofOrg() + young + " ORDER BY created_at, id").concatMapIterable(row -> {
            Optional<String> action = row.text("action");
            Optional<Long> createdAt = row.number("created_at");
            if (action.isEmpty() || createdAt.isEmpty()) {
                tally.left("audit_log without an action or a time");
                return List.of();
            }
            tally.brought("audit_log");
            String type = row.text("target_type").orElse("");
            String target = row.text("target_id").orElse("");
            boolean session = type.equals("session") && target.length() > REF_LENGTH;
            return List.of(new Line(AuditRepository.into(action.get(), type), new Object[] {
                org.value(),
                AuditIds.at(Position.first(createdAt.get())),
                row.text("bot_id").orElse(null),
                action.get(),
                type,
                session ? Secrets.hash(target).substring(0, REF_LENGTH) : target,
                row.json("detail")
                        .filter(detail -> !detail.contains("_session"))
                        .orElse(null),
                createdAt.get()
            }));
        });
    }
}
