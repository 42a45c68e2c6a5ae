package dev.parley.server.testing;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.parley.config.Settings;
import dev.parley.persistence.Database;
import dev.parley.persistence.h2.H2Database;
import dev.parley.persistence.postgres.PostgresDatabase;
import dev.parley.persistence.testing.TestPostgres;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Scope;
import dev.parley.server.Hub;
import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A whole hub in the test's own process, with a database of its own, for as long as a test class runs. */
public final class TestHub implements BeforeAllCallback, AfterAllCallback {

    public static final String ADMIN_SECRET = "operators-secret";

    private static final int CONNECTIONS = 4;
    private static final AtomicInteger ORGS = new AtomicInteger();

    private final Map<String, String> environment = new HashMap<>();
    private int classes;
    private Path directory;
    private Hub hub;
    private HubClient operator;

    private TestHub() {
        environment.put("HXA_CONNECT_HOST", "127.0.0.1");
        environment.put("HXA_CONNECT_METRICS_PORT", "0");
        environment.put("HXA_CONNECT_ADMIN_SECRET", ADMIN_SECRET);
        environment.put("HXA_CONNECT_WEBHOOK_ALLOW", "127.0.0.0/8");
    }

    /** A hub on the embedded database. */
    public static TestHub onH2() {
        return new TestHub();
    }

    /** A hub on a real PostgreSQL. */
    public static TestHub onPostgres() {
        return new TestHub().with("HXA_CONNECT_DATABASE_URL", TestPostgres.createDatabase());
    }

    /** The same hub with one more setting. */
    public TestHub with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Called for a class and again for each class nested in it, all of which share one hub. */
    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        classes++;
        if (classes == 1) {
            start();
        }
    }

    /** For programs; tests register the hub instead. */
    public void start() throws IOException {
        directory = Files.createTempDirectory("parley-test");
        environment.put("HXA_CONNECT_DATA_DIR", directory.toString());
        startAt(0);
    }

    /** Stops and starts it again, with what was set meanwhile, on the same port. */
    public void restart() {
        int port = hub.port();
        hub.close();
        startAt(port);
    }

    private void startAt(int port) {
        hub = Hub.start(Settings.from(environment).withHttpPort(port), Clock.systemUTC());
        DocumentedAnswers.expect(hub.port(), hub.router().routes());
        DocumentedFrames.expect(hub.port(), hub.operations());
        operator = client().withCookie(logIn(Fields.of("type", "super_admin", "admin_secret", ADMIN_SECRET)));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        classes--;
        if (classes == 0) {
            stop();
        }
    }

    public void stop() {
        if (hub != null) {
            hub.close();
        }
        delete(directory);
    }

    /** Where the hub keeps its data. */
    public Path directory() {
        return directory;
    }

    public Hub hub() {
        return hub;
    }

    /** A client without credentials. */
    public HubClient client() {
        return HubClient.local(hub.port()).witnessedBy(new Documented());
    }

    /** A client with the super admin's session. */
    public HubClient operator() {
        return operator;
    }

    /** A new organisation. */
    public TestOrg org() {
        Answer answer = operator.post("/api/orgs", Fields.of("name", "org " + ORGS.incrementAndGet()));
        return TestOrg.of(client(), answer.json());
    }

    /** A new token of a bot for some scopes. */
    public String scopedToken(TestBot bot, Scope... scopes) {
        Answer made = bot.http().post("/api/me/tokens", Fields.of("scopes", List.of(scopes)));
        if (made.status() != 200) {
            throw new IllegalStateException("No token: " + made);
        }
        return made.json().path("token").asString();
    }

    /** An organisation's audit rows with that action, oldest first. */
    public List<AuditRow> audit(TestOrg org, String action) {
        return inDatabase(
                database -> AuditRow.list(database, OrgId.parse(org.id()).orElseThrow(), action));
    }

    /** Everything the hub has stored. */
    public Map<String, List<String>> dump() {
        return inDatabase(database -> DatabaseDump.of(database).block());
    }

    /** Does something in the hub's database behind its back. */
    @CanIgnoreReturnValue
    public <T> T inDatabase(Function<Database, T> work) {
        String url = environment.get("HXA_CONNECT_DATABASE_URL");
        Database database =
                (url == null ? H2Database.open(directory) : PostgresDatabase.open(url, CONNECTIONS)).block();
        try {
            return work.apply(database);
        } finally {
            database.close().block();
        }
    }

    /** The cookie of a new session. */
    public String logIn(Map<String, ?> credentials) {
        Answer answer = client().post("/api/auth/login", credentials);
        if (answer.status() != 200) {
            throw new IllegalStateException("No session: " + answer);
        }
        return answer.cookie();
    }

    private static void delete(Path directory) {
        try (Stream<Path> walk = Files.walk(directory)) {
            List<Path> leavesFirst = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path path : leavesFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
