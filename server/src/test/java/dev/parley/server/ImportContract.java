package dev.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.Settings;
import dev.parley.persistence.testing.TestPostgres;
import dev.parley.protocol.Json;
import dev.parley.server.auth.Secrets;
import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.FileClient;
import dev.parley.server.testing.TestBot;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A team moves over from HXA-Connect, whichever database it had, and finds what it had over REST. */
abstract class ImportContract {

    private static final String ORG = id(1);
    private static final String ALICE = id(2);
    private static final String BOB = id(3);
    private static final String GONE = id(4);
    private static final String CHANNEL = id(5);
    private static final String THREAD = id(6);
    private static final String FILE = id(7);
    private static final String FIRST = id(11);
    private static final String ALICES_TOKEN = "bot_" + "a".repeat(48);
    private static final String BOBS_TOKEN = "bot_" + "b".repeat(48);
    private static final String SCOPED_TOKEN = "scoped_" + "c".repeat(48);
    private static final String ORG_SECRET = "d".repeat(48);
    private static final long THEN = System.currentTimeMillis() - 3_600_000;

    @TempDir
    Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private static String id(int number) {
        return new UUID(0x4000L, Long.MIN_VALUE | number).toString();
    }

    /** Makes the other server's database with these statements; the result is what the command is given. */
    abstract List<String> make(List<String> statements) throws Exception;

    private List<String> source;

    @BeforeEach
    void fill() throws Exception {
        Path file = directory.resolve("hxa/files/" + ORG + "/" + ALICE + "/ab/abc.txt");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "hello file");
        source = make(statements());
    }

    Path data() {
        return directory.resolve("hxa");
    }

    private static List<String> statements() {
        List<String> sql = new ArrayList<>(List.of(
                """
                CREATE TABLE orgs (id TEXT PRIMARY KEY, name TEXT NOT NULL, org_secret TEXT NOT NULL,
                    persist_messages {flag} NOT NULL, status TEXT NOT NULL, created_at BIGINT NOT NULL)
                """,
                """
                CREATE TABLE bots (id TEXT PRIMARY KEY, org_id TEXT NOT NULL, name TEXT NOT NULL, token_hash TEXT NOT NULL,
                    auth_role TEXT NOT NULL, join_status TEXT NOT NULL, online {flag} NOT NULL, last_seen_at BIGINT,
                    created_at BIGINT NOT NULL, metadata TEXT, webhook_url TEXT, webhook_secret TEXT, bio TEXT, role TEXT,
                    function TEXT, team TEXT, tags TEXT, languages TEXT, protocols TEXT, status_text TEXT, timezone TEXT,
                    active_hours TEXT, version TEXT, runtime TEXT)
                """,
                """
                CREATE TABLE bot_tokens (id TEXT PRIMARY KEY, bot_id TEXT NOT NULL, token_hash TEXT NOT NULL,
                    scopes TEXT NOT NULL, label TEXT, expires_at BIGINT, created_at BIGINT NOT NULL, last_used_at BIGINT)
                """,
                """
                CREATE TABLE channels (id TEXT PRIMARY KEY, org_id TEXT NOT NULL, type TEXT NOT NULL, name TEXT,
                    created_at BIGINT NOT NULL)
                """,
                "CREATE TABLE channel_members (channel_id TEXT, bot_id TEXT, joined_at BIGINT)",
                """
                CREATE TABLE messages (id TEXT PRIMARY KEY, channel_id TEXT NOT NULL, sender_id TEXT NOT NULL, content TEXT,
                    content_type TEXT, parts TEXT, created_at BIGINT NOT NULL)
                """,
                """
                CREATE TABLE threads (id TEXT PRIMARY KEY, org_id TEXT NOT NULL, topic TEXT NOT NULL, tags TEXT,
                    status TEXT NOT NULL, initiator_id TEXT, channel_id TEXT, context TEXT, close_reason TEXT,
                    permission_policy TEXT, visibility TEXT, join_policy TEXT, revision BIGINT, created_at BIGINT NOT NULL,
                    updated_at BIGINT, last_activity_at BIGINT, resolved_at BIGINT)
                """,
                "CREATE TABLE thread_participants (thread_id TEXT, bot_id TEXT, label TEXT, joined_at BIGINT)",
                """
                CREATE TABLE thread_messages (id TEXT PRIMARY KEY, thread_id TEXT NOT NULL, sender_id TEXT, content TEXT,
                    content_type TEXT, parts TEXT, mentions TEXT, mention_all {flag}, metadata TEXT, reply_to_id TEXT,
                    created_at BIGINT NOT NULL)
                """,
                """
                CREATE TABLE thread_join_requests (id TEXT PRIMARY KEY, thread_id TEXT, bot_id TEXT, status TEXT,
                    requested_at BIGINT, resolved_at BIGINT, resolved_by TEXT)
                """,
                """
                CREATE TABLE artifacts (id TEXT PRIMARY KEY, thread_id TEXT, artifact_key TEXT, type TEXT, title TEXT,
                    content TEXT, language TEXT, url TEXT, mime_type TEXT, contributor_id TEXT, version INTEGER,
                    format_warning {flag}, created_at BIGINT, updated_at BIGINT)
                """,
                """
                CREATE TABLE files (id TEXT PRIMARY KEY, org_id TEXT, uploader_id TEXT, name TEXT, mime_type TEXT, size BIGINT,
                    path TEXT, created_at BIGINT)
                """,
                """
                CREATE TABLE org_settings (org_id TEXT PRIMARY KEY, messages_per_minute_per_bot INTEGER,
                    threads_per_hour_per_bot INTEGER, file_upload_mb_per_day_per_bot INTEGER, message_ttl_days INTEGER,
                    thread_auto_close_days INTEGER, artifact_retention_days INTEGER, default_thread_permission_policy TEXT,
                    join_approval_required {flag}, updated_at BIGINT)
                """,
                """
                CREATE TABLE org_tickets (id TEXT PRIMARY KEY, org_id TEXT, code TEXT, reusable {flag}, skip_approval {flag},
                    consumed {flag}, created_by TEXT, expires_at BIGINT, created_at BIGINT)
                """,
                """
                CREATE TABLE platform_invite_codes (id TEXT PRIMARY KEY, code TEXT, code_hash TEXT, label TEXT,
                    max_uses INTEGER, use_count INTEGER, expires_at BIGINT, created_at BIGINT)
                """,
                "CREATE TABLE deleted_bot_names (org_id TEXT, name TEXT, deleted_at BIGINT)",
                """
                CREATE TABLE audit_log (id TEXT PRIMARY KEY, org_id TEXT, bot_id TEXT, action TEXT, target_type TEXT,
                    target_id TEXT, detail TEXT, created_at BIGINT)
                """,
                "CREATE TABLE sessions (id TEXT)",
                "CREATE TABLE catchup_events (id TEXT)"));
        insert(sql, "orgs", ORG, "acme", Secrets.hash(ORG_SECRET), true, "active", THEN);
        insert(
                sql,
                "bots",
                ALICE,
                ORG,
                "alice",
                Secrets.hash(ALICES_TOKEN),
                "admin",
                "active",
                true,
                THEN,
                THEN,
                "{\"a\":[1]}",
                null,
                null,
                "It's me",
                null,
                "scribe",
                null,
                "[\"x\"]",
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        insert(
                sql,
                "bots",
                BOB,
                ORG,
                "bob",
                Secrets.hash(BOBS_TOKEN),
                "member",
                "active",
                false,
                null,
                THEN,
                null,
                "https://example.com/hook",
                "s3cret",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "2.0",
                null);
        insert(sql, "bot_tokens", id(20), ALICE, Secrets.hash(SCOPED_TOKEN), "[\"read\"]", "reader", null, THEN, null);
        insert(sql, "channels", CHANNEL, ORG, "direct", null, THEN);
        insert(sql, "channel_members", CHANNEL, ALICE, THEN);
        insert(sql, "channel_members", CHANNEL, BOB, THEN);
        insert(sql, "messages", id(31), CHANNEL, ALICE, "hi 文", "text", null, THEN + 10);
        insert(
                sql,
                "messages",
                id(32),
                CHANNEL,
                BOB,
                "hello",
                "text",
                "[{\"type\":\"markdown\",\"content\":\"hello\"}]",
                THEN + 10);
        insert(sql, "messages", "no id", CHANNEL, BOB, "lost", "text", null, THEN + 11);
        insert(
                sql,
                "threads",
                THREAD,
                ORG,
                "the plan",
                "[\"a\",\"b\"]",
                "closed",
                ALICE,
                null,
                "{\"k\":1}",
                "manual",
                "{\"write\":[\"*\"]}",
                "members",
                "approval",
                4,
                THEN,
                THEN + 5,
                THEN + 30,
                null);
        insert(sql, "thread_participants", THREAD, ALICE, "lead", THEN);
        insert(sql, "thread_participants", THREAD, BOB, null, THEN + 1);
        insert(sql, "thread_participants", THREAD, GONE, null, THEN + 1);
        insert(
                sql,
                "thread_messages",
                FIRST,
                THREAD,
                ALICE,
                "@bob look at the elephants",
                "text",
                null,
                "[{\"bot_id\":\"" + BOB + "\",\"name\":\"bob\"}]",
                false,
                "{\"m\":true}",
                null,
                THEN + 20);
        insert(
                sql,
                "thread_messages",
                id(12),
                THREAD,
                null,
                "from one who left",
                "text",
                null,
                null,
                true,
                null,
                FIRST,
                THEN + 30);
        insert(
                sql,
                "artifacts",
                id(41),
                THREAD,
                "plan",
                "markdown",
                "Plan",
                "one",
                null,
                null,
                null,
                ALICE,
                1,
                false,
                THEN + 2,
                THEN + 2);
        insert(
                sql,
                "artifacts",
                id(42),
                THREAD,
                "plan",
                "markdown",
                "Plan",
                "two",
                null,
                null,
                null,
                null,
                2,
                false,
                THEN + 3,
                THEN + 3);
        insert(
                sql,
                "files",
                FILE,
                ORG,
                ALICE,
                "näme.txt",
                "text/plain",
                10,
                "files/" + ORG + "/" + ALICE + "/ab/abc.txt",
                THEN);
        insert(sql, "files", id(8), ORG, ALICE, "lost.txt", "text/plain", 10, "files/lost.txt", THEN);
        insert(sql, "org_settings", ORG, 77, 8, 9, null, 30, null, null, true, THEN);
        insert(sql, "org_tickets", id(50), ORG, "tkt_0123456789abcdef", true, true, false, ALICE, 0, THEN);
        insert(sql, "platform_invite_codes", id(51), "hxa_0123456789abcdef", "00", "team", 3, 1, 0, THEN);
        insert(sql, "deleted_bot_names", ORG, "ghost", THEN);
        insert(
                sql,
                "audit_log",
                id(60),
                ORG,
                null,
                "auth.login",
                "session",
                "e".repeat(64),
                "{\"role\":\"org_admin\"}",
                THEN);
        insert(sql, "audit_log", id(61), ORG, ALICE, "message.send", "thread_message", FIRST, "{}", THEN + 20);
        insert(sql, "sessions", "f".repeat(64));
        return sql;
    }

    private static void insert(List<String> sql, String table, Object... values) {
        List<String> texts = new ArrayList<>();
        for (Object value : values) {
            texts.add(value instanceof String text ? "'" + text.replace("'", "''") + "'" : String.valueOf(value));
        }
        sql.add("INSERT INTO " + table + " VALUES (" + String.join(", ", texts) + ")");
    }

    private Map<String, String> target(String database, String store) {
        Map<String, String> environment = new HashMap<>();
        environment.put("HXA_CONNECT_HOST", "127.0.0.1");
        environment.put("HXA_CONNECT_METRICS_PORT", "0");
        environment.put("HXA_CONNECT_ADMIN_SECRET", "operators-secret");
        environment.put("HXA_CONNECT_FILE_STORE", store);
        environment.put("HXA_CONNECT_DATA_DIR", directory.resolve("parley").toString());
        if (database.equals("postgres")) {
            environment.put("HXA_CONNECT_DATABASE_URL", TestPostgres.createDatabase());
        }
        return environment;
    }

    private String run(Map<String, String> environment, int status, String... more) {
        printed.reset();
        PrintStream out = new PrintStream(printed, true, UTF_8);
        List<String> arguments = new ArrayList<>(List.of("import"));
        arguments.addAll(source);
        arguments.addAll(List.of(more));
        assertThat(new Main(out, out, environment).run(arguments))
                .as(printed.toString(UTF_8))
                .isEqualTo(status);
        return printed.toString(UTF_8);
    }

    @ParameterizedTest
    @CsvSource({"h2,directory", "h2,database", "postgres,database"})
    void aTeamFindsWhatItHad(String database, String store) {
        Map<String, String> target = target(database, store);

        String report = run(target, 0);

        assertThat(report)
                .contains(ORG + "  acme: 4 messages", "brought over:", "2  bots", "1  invite codes", "left behind:")
                .contains("1  bytes of files that are not below", "1  sessions: people log in again")
                .contains("1  messages without an id or a time", "1  thread_participants of bots that are gone");
        try (Hub hub = Hub.start(Settings.from(target).withHttpPort(0), Clock.systemUTC())) {
            HubClient anybody = HubClient.local(hub.port());
            HubClient alice = anybody.withToken(ALICES_TOKEN);
            bots(alice, anybody.withToken(SCOPED_TOKEN));
            history(alice);
            administration(anybody);
            life(alice, anybody.withToken(BOBS_TOKEN));
            FileClient files = new FileClient(new TestBot(ALICE, "alice", ALICES_TOKEN, alice));
            assertThat(files.get("/api/files/" + FILE).body()).asString(UTF_8).isEqualTo("hello file");
            assertThat(files.get("/api/files/" + id(8)).statusCode()).isEqualTo(404);
        }
        assertThat(run(target, 0)).contains("organisations that are here already");
    }

    private static void bots(HubClient alice, HubClient scoped) {
        JsonNode me = alice.get("/api/me").json();
        assertThat(me.path("id").asString()).isEqualTo(ALICE);
        assertThat(me.path("auth_role").asString()).isEqualTo("admin");
        assertThat(me.path("bio").asString()).isEqualTo("It's me");
        assertThat(me.path("function").asString()).isEqualTo("scribe");
        assertThat(me.path("metadata")).isEqualTo(Json.parse("{\"a\":[1]}").orElseThrow());
        assertThat(me.path("tags").get(0).asString()).isEqualTo("x");
        assertThat(scoped.get("/api/peers").json().findValuesAsString("name")).containsExactly("bob");
        assertThat(scoped.post("/api/send", Fields.of("to", "bob", "content", "x"))
                        .status())
                .isEqualTo(403);
        assertThat(alice.get("/api/bots/bob/webhook/health")
                        .json()
                        .path("healthy")
                        .asBoolean())
                .isTrue();
    }

    private static void history(HubClient alice) {
        JsonNode talk = alice.get("/api/channels/" + CHANNEL + "/messages").json();
        assertThat(talk.findValuesAsString("id")).containsExactly(id(31), id(32));
        assertThat(talk.get(0).path("content").asString()).isEqualTo("hi 文");
        assertThat(talk.get(0).path("created_at").asLong()).isEqualTo(THEN + 10);
        assertThat(talk.get(1).path("parts").get(0).path("type").asString()).isEqualTo("markdown");

        JsonNode thread = alice.get("/api/threads/" + THREAD).json();
        assertThat(thread.path("topic").asString()).isEqualTo("the plan");
        assertThat(thread.path("status").asString()).isEqualTo("closed");
        assertThat(thread.path("context").asString()).isEqualTo("{\"k\":1}");
        assertThat(thread.path("permission_policy").asString()).isEqualTo("{\"write\":[\"*\"]}");
        assertThat(thread.path("revision").asInt()).isEqualTo(4);
        assertThat(thread.path("visibility").asString()).isEqualTo("members");
        assertThat(thread.path("participants").findValuesAsString("bot_id")).containsExactlyInAnyOrder(ALICE, BOB);

        JsonNode said = alice.get("/api/threads/" + THREAD + "/messages").json();
        assertThat(said).hasSize(2);
        assertThat(said.get(0).path("mentions").get(0).path("name").asString()).isEqualTo("bob");
        assertThat(said.get(0).path("metadata").path("m").asBoolean()).isTrue();
        assertThat(said.get(1).path("sender_id").isNull()).isTrue();
        assertThat(said.get(1).path("mention_all").asBoolean()).isTrue();
        assertThat(said.get(1).path("reply_to_message").path("sender_name").asString())
                .isEqualTo("alice");

        JsonNode versions =
                alice.get("/api/threads/" + THREAD + "/artifacts/plan/versions").json();
        assertThat(versions.findValuesAsString("content")).containsExactly("one", "two");
        assertThat(alice.get("/api/me/catchup?since=" + (THEN - 1))
                        .json()
                        .path("events")
                        .findValuesAsString("type"))
                .contains("channel_message_summary");
    }

    private static void administration(HubClient anybody) {
        Answer login = anybody.post(
                "/api/auth/login", Fields.of("type", "org_admin", "org_id", ORG, "org_secret", ORG_SECRET));
        HubClient admin = anybody.withCookie(login.cookie());
        assertThat(admin.get("/api/org/settings")
                        .json()
                        .path("messages_per_minute_per_bot")
                        .asInt())
                .isEqualTo(77);
        assertThat(admin.get("/api/org/search?q=elephant")
                        .json()
                        .path("messages")
                        .findValuesAsString("message_id"))
                .containsExactly(FIRST);
        assertThat(admin.get("/api/org/tickets").json().path("items").findValuesAsString("code"))
                .containsExactly("tkt_0123456789abcdef");
        assertThat(admin.get("/api/audit?action=auth.login").body()).doesNotContain("e".repeat(64));
        assertThat(admin.get("/api/audit?target_id=" + FIRST).json()).hasSize(1);
        Answer ghost = anybody.post(
                "/api/auth/register", Fields.of("org_id", ORG, "ticket", "tkt_0123456789abcdef", "name", "ghost"));
        assertThat(ghost.code()).isEqualTo("NAME_TOMBSTONED");
    }

    /** Everything goes on where it ended. */
    private static void life(HubClient alice, HubClient bob) {
        assertThat(alice.get("/api/events?since=0").json().path("outcome").asString())
                .isEqualTo("reset");
        try (HubSocket socket = bob.connect()) {
            Answer sent = alice.post("/api/send", Fields.of("to", "bob", "content", "and on"));
            assertThat(sent.json().path("channel_id").asString()).isEqualTo(CHANNEL);
            assertThat(socket.next("message").path("message").path("content").asString())
                    .isEqualTo("and on");
        }
        assertThat(alice.patch("/api/threads/" + THREAD, Fields.of("status", "active"))
                        .status())
                .isEqualTo(200);
        assertThat(bob.post("/api/threads/" + THREAD + "/messages", Fields.of("content", "again"))
                        .status())
                .isEqualTo(200);
        JsonNode said = bob.get("/api/threads/" + THREAD + "/messages").json();
        assertThat(said.get(2).path("content").asString()).isEqualTo("again");
    }

    @Test
    void aCheckCountsAndChangesNothing() {
        Map<String, String> target = target("h2", "directory");

        assertThat(run(target, 0, "--check"))
                .contains("would be brought over:", "2  bots", "2  files", "2  thread_messages", "left behind:");

        assertThat(directory.resolve("parley")).doesNotExist();
    }

    @Test
    void whatCannotBeKeptAsAWholeIsNotKeptAtAll() throws Exception {
        Map<String, String> target = target("h2", "directory");
        List<String> statements = statements();
        insert(
                statements,
                "bots",
                id(70),
                ORG,
                "bob",
                Secrets.hash("another"),
                "member",
                "active",
                false,
                null,
                THEN,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        source = make(statements);

        assertThat(run(target, 1))
                .contains("Organisation " + ORG + " could not be brought over, and nothing of it was kept");

        var database = Storage.open(Settings.from(target).database()).block();
        try {
            assertThat(database.one("SELECT count(*) AS n FROM bots", row -> row.number("n"))
                            .block())
                    .isZero();
        } finally {
            database.close().block();
        }
    }

    @Test
    void anotherDatabaseIsRefused() throws Exception {
        source = make(List.of("CREATE TABLE bots (id TEXT)"));
        assertThat(run(target("h2", "directory"), 1)).contains("This is no database of HXA-Connect", "orgs");
    }
}
