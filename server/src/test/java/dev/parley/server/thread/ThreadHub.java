package dev.parley.server.thread;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.persistence.Database;
import dev.parley.persistence.artifact.ArtifactRepository;
import dev.parley.persistence.artifact.SqlArtifactRepository;
import dev.parley.persistence.audit.AuditFilter;
import dev.parley.persistence.audit.SqlAuditRepository;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.channel.SqlChannelRepository;
import dev.parley.persistence.member.SqlMemberRepository;
import dev.parley.persistence.message.SqlMessageRepository;
import dev.parley.persistence.org.SqlOrgSettingsRepository;
import dev.parley.persistence.testing.RecordingDatabase;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.persistence.thread.JoinRequestRepository;
import dev.parley.persistence.thread.SqlJoinRequestRepository;
import dev.parley.persistence.thread.SqlThreadRepository;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.audit.AuditEntry;
import dev.parley.protocol.org.OrgSettings;
import dev.parley.server.artifact.ArtifactDiffs;
import dev.parley.server.artifact.ArtifactOperations;
import dev.parley.server.artifact.ArtifactRoutes;
import dev.parley.server.artifact.ArtifactService;
import dev.parley.server.artifact.OrgArtifactRoutes;
import dev.parley.server.auth.Caller;
import dev.parley.server.message.MessageHistory;
import dev.parley.server.org.OrgSettingsCache;
import dev.parley.server.testing.DatabaseDump;
import dev.parley.server.testing.FeatureHub;
import dev.parley.server.testing.TestSocket;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A hub with all there is about threads, with a database of its own; register it in a static field. */
public final class ThreadHub implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    static final int MAX_MESSAGE_LENGTH = 1000;

    private final List<TestSocket> sockets = new ArrayList<>();
    private final TestDatabase store;
    private Database database;
    private RecordingDatabase recorded;
    private FeatureHub hub;

    /** Over H2 in memory. */
    public ThreadHub() {
        this(TestDatabase.h2());
    }

    private ThreadHub(TestDatabase store) {
        this.store = store;
    }

    /** Over a real PostgreSQL. */
    static ThreadHub onPostgres() {
        return new ThreadHub(TestDatabase.postgres());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        store.beforeAll(context);
        database = store.database();
        recorded = new RecordingDatabase(database);
        hub = withFeatures(new FeatureHub(recorded)).start();
    }

    private static FeatureHub withFeatures(FeatureHub hub) {
        SqlThreadRepository threadRows = new SqlThreadRepository();
        SqlMemberRepository members = new SqlMemberRepository();
        SqlMessageRepository messageRows = new SqlMessageRepository();
        LaneThreads threads = new LaneThreads(threadRows, members);
        ThreadPermissions permissions = new ThreadPermissions(
                new OrgSettingsCache(hub.database, new SqlOrgSettingsRepository(), Ticker.systemTicker()));
        ThreadReading reading = new ThreadReading(hub.database, threadRows, members, hub.search.topics(), hub.fanout);
        ThreadCreation creation =
                new ThreadCreation(hub.journal, hub.rateLimits, threads, hub.bots, new SqlChannelRepository());
        ThreadMessages messages =
                new ThreadMessages(hub.journal, hub.rateLimits, threads, permissions, messageRows, MAX_MESSAGE_LENGTH);
        JoinRequestRepository requestRows = new SqlJoinRequestRepository();
        ThreadMembership membership = new ThreadMembership(threads, members, requestRows);
        JoinRequests requests = new JoinRequests(requestRows);
        JoinDecisions decisions =
                new JoinDecisions(hub.journal, threads, hub.bots, permissions, membership, requests, requestRows);
        ThreadChanges changes = new ThreadChanges(hub.journal, threads, permissions, requests);
        ThreadParticipants participants =
                new ThreadParticipants(hub.journal, threads, hub.bots, permissions, membership);
        Joining joining = new Joining(hub.journal, threads, hub.bots, requests, membership);
        ArtifactRepository artifactRows = new SqlArtifactRepository();
        ArtifactService artifacts =
                new ArtifactService(hub.journal, hub.database, threads, permissions, reading, artifactRows);
        ArtifactDiffs diffs = new ArtifactDiffs(hub.database, artifactRows);
        MessageHistory history = new MessageHistory(hub.database, messageRows);
        OrgThreadRoutes orgThreads = new OrgThreadRoutes(
                reading,
                history,
                new OrgThreadChanges(hub.journal, threads, hub.bots),
                new OrgThreadParticipants(hub.journal, threads, hub.bots, membership));
        return hub.with(new ThreadRoutes(creation, reading, changes))
                .with(new ParticipantRoutes(participants, joining))
                .with(new JoinRequestRoutes(decisions))
                .with(new ThreadMessageRoutes(messages, reading, history))
                .with(new ArtifactRoutes(reading, artifacts, diffs))
                .with(new OrgArtifactRoutes(reading, artifacts, diffs))
                .with(orgThreads)
                .with(new ThreadOperations(creation, changes, messages))
                .with(new ParticipantOperations(participants, joining))
                .with(new ArtifactOperations(artifacts));
    }

    public FeatureHub hub() {
        return hub;
    }

    /** What the hub asked of the database since the last call, see {@link RecordingDatabase#take}. */
    List<String> statements() {
        return recorded.take();
    }

    /** Everything stored, see {@link DatabaseDump}. */
    Map<String, List<String>> dump() {
        return DatabaseDump.of(database).block();
    }

    /** An organisation for one test. */
    public Scene scene() {
        return new Scene(TestOrg.in(database));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        sockets.forEach(TestSocket::close);
        sockets.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        hub.close();
        store.afterAll(context);
    }

    /** Three bots of one organisation, and how they speak. */
    public final class Scene {

        public final TestOrg org;
        public final BotSummary ada;
        public final BotSummary bob;
        public final BotSummary eve;

        private Scene(TestOrg org) {
            this.org = org;
            ada = org.bot("ada");
            bob = org.bot("bob");
            eve = org.bot("Eve");
        }

        /** The bot with a token of its own. */
        public Client as(BotSummary bot) {
            return new Client(hub.api(org, bot));
        }

        /** The bot through its owner's session; she is called Grace. */
        public Client asOwner(BotSummary bot) {
            return new Client(hub.api(FeatureHub.owner(org, bot)));
        }

        /** An administrator who is a person. */
        public Client asAdmin() {
            return new Client(hub.api(FeatureHub.admin(org.id())));
        }

        public TestSocket connect(BotSummary bot) {
            return connect(FeatureHub.caller(org, bot));
        }

        /** As {@link #connect(BotSummary)}, one of many: what others hear of it stays with them. */
        public TestSocket join(BotSummary bot) {
            TestSocket socket = hub.connect(org, bot);
            sockets.add(socket);
            return socket;
        }

        public TestSocket connectOwner(BotSummary bot) {
            return connect(FeatureHub.owner(org, bot));
        }

        public TestSocket connectAdmin() {
            return connect(FeatureHub.admin(org.id()));
        }

        /** A connection that is closed after the test; what the earlier ones heard of it is passed over. */
        private TestSocket connect(Caller caller) {
            TestSocket socket = hub.connect(caller);
            sockets.add(socket);
            sockets.forEach(TestSocket::drain);
            return socket;
        }

        /** Ada begins a thread; returns its path. */
        public String thread(String json) {
            return "/api/threads/" + as(ada).post("/api/threads", json).field("id");
        }

        /** Ada begins a thread with Bob; returns its path. */
        public String threadWithBob() {
            return thread("{'topic':'plan','participants':['bob']}");
        }

        /** Gives the organisation a default permission policy. */
        public void settings(String policy) {
            OrgSettings settings = new OrgSettings(org.id(), 1, 1, 1, null, null, null, new RawJson(policy), 0, false);
            new SqlOrgSettingsRepository().save(database, settings).block();
        }

        /** Takes a bot's row away, as its deletion does. */
        public void forget(BotSummary bot) {
            hub.journal
                    .append(org.id(), lane -> {
                        lane.forgetAll();
                        return lane.execute(
                                "DELETE FROM bots WHERE id = $1", bot.id().value());
                    })
                    .block();
        }

        /** Takes a version of a thread's artifacts away, as time does. */
        public void forgetVersion(String thread, int version) {
            database.execute(
                            "DELETE FROM artifacts WHERE org_id = $1 AND thread_id = $2 AND version = $3",
                            org.id().value(),
                            ThreadId.parse(idOf(thread)).orElseThrow().value(),
                            version)
                    .block();
        }

        /** What the entries of a thread add to catch-up, oldest first, each with its facts. */
        public List<String> facts(String thread) {
            return database.list(
                            """
                            SELECT catchup_type, catchup_facts FROM journal
                             WHERE org_id = $1 AND topic_id = $2 AND catchup_type IS NOT NULL
                             ORDER BY org_id, topic_id, position LIMIT 100
                            """,
                            row -> row.string("catchup_type") + " " + row.string("catchup_facts"),
                            org.id().value(),
                            ThreadId.parse(idOf(thread)).orElseThrow().value())
                    .block();
        }

        /** The audit log's actions about the target, oldest first, each with its detail if it has one. */
        public List<String> audit(String target) {
            return auditRows(target).stream()
                    .map(row -> row.action() + (row.detail() == null ? "" : " " + row.detail()))
                    .toList();
        }

        /** Who did what the audit log has about the target, oldest first. */
        List<String> auditActors(String target) {
            return auditRows(target).stream().map(AuditEntry::botId).toList();
        }

        private List<AuditEntry> auditRows(String target) {
            AuditFilter filter = new AuditFilter(
                    OptionalLong.empty(),
                    OptionalLong.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(target),
                    Optional.empty());
            List<AuditEntry> newestFirst = new SqlAuditRepository()
                    .list(database, org.id(), filter, 100)
                    .block();
            return newestFirst.stream()
                    .sorted(Comparator.comparing(AuditEntry::id))
                    .toList();
        }
    }

    /** The id at the end of a thread's path. */
    public static String idOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
