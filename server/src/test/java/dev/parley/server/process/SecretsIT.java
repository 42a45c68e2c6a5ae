package dev.parley.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.TestPostgres;
import dev.parley.protocol.Json;
import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestOrg;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the hub writes down, and what it must not. */
class SecretsIT {

    private static final String ADMIN_SECRET = "the-operators-own-secret";

    @TempDir
    private Path data;

    @Test
    void noSecretIsLoggedNorStoredAsItIs() throws SQLException {
        List<String> secrets = new ArrayList<>(List.of(ADMIN_SECRET));
        try (HubProcess hub = HubProcess.hub(
                data, Map.of("HXA_CONNECT_ADMIN_SECRET", ADMIN_SECRET, "HXA_CONNECT_LOG_LEVEL", "debug"))) {
            secrets.addAll(useEverySecret(hub.client()));
            hub.terminate();
            assertThat(hub.exitCode()).isZero();
            assertThat(hub.output()).hasSizeGreaterThan(10);
            assertThat(secrets).noneMatch(hub.text()::contains);
        }
        String dump = dump();
        assertThat(dump).contains("INSERT INTO", "a message to be kept");
        assertThat(secrets).noneMatch(dump::contains);
    }

    /** Everything that opens a door, shown at the right doors and at wrong ones. */
    private static List<String> useEverySecret(HubClient client) {
        Answer login = client.post("/api/auth/login", Fields.of("type", "super_admin", "admin_secret", ADMIN_SECRET));
        TestOrg org = TestOrg.create(client, ADMIN_SECRET, "acme");
        TestBot alice = org.adminBot("alice");
        TestBot bob = org.bot("bob");
        alice.sendTo(bob, "a message to be kept");
        Answer adminLogin = client.post(
                "/api/auth/login", Fields.of("type", "org_admin", "org_id", org.id(), "org_secret", org.secret()));
        String ticket = bob.http().post("/api/ws-ticket").json().path("ticket").asString();
        try (HubSocket socket = client.connect(ticket)) {
            socket.send("{\"token\":\"" + bob.token() + "\"");
            assertThat(socket.next().path("type").asString()).isEqualTo("error");
        }
        String broken = "{\"type\":\"bot\",\"token\":\"" + alice.token() + "\"";
        assertThat(client.post("/api/auth/login", broken).status()).isEqualTo(400);
        assertThat(client.get("/api/" + alice.token()).status()).isEqualTo(401);
        assertThat(client.get("/api/me?token=" + alice.token()).status()).isEqualTo(401);
        assertThat(client.withToken(ADMIN_SECRET).get("/health").status()).isEqualTo(200);
        String scoped = field(bob.http().post("/api/me/tokens", Fields.of("scopes", List.of("read"))), "token");
        assertThat(client.withToken(scoped).get("/api/me").status()).isEqualTo(200);
        Answer ownerLogin = client.post("/api/auth/login", Fields.of("type", "bot", "token", scoped));
        assertThat(client.withCookie(ownerLogin.cookie())
                        .get("/api/org/sessions")
                        .status())
                .isEqualTo(403);
        String rotated = field(alice.http().post("/api/org/rotate-secret"), "org_secret");
        Object registration = Fields.of("org_id", org.id(), "org_secret", rotated, "name", "carol");
        String carol = field(client.post("/api/auth/register", registration), "token");
        String again = "/api/auth/register?org_secret=" + rotated;
        assertThat(client.post(again, registration).status()).isEqualTo(409);
        return List.of(
                org.secret(),
                alice.token(),
                bob.token(),
                ticket,
                sessionId(login),
                sessionId(adminLogin),
                scoped,
                sessionId(ownerLogin),
                rotated,
                carol);
    }

    private static String field(Answer answer, String name) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(200);
        return answer.json().path(name).asString();
    }

    private static String sessionId(Answer login) {
        return login.cookie().split("=", 2)[1];
    }

    /** The whole content of the embedded database, opened with the options the hub uses. */
    private String dump() throws SQLException {
        StringBuilder dump = new StringBuilder();
        String url = "jdbc:h2:" + data.resolve("parley") + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;IFEXISTS=TRUE";
        try (Connection connection = DriverManager.getConnection(url);
                ResultSet lines = connection.createStatement().executeQuery("SCRIPT")) {
            while (lines.next()) {
                dump.append(lines.getString(1)).append('\n');
            }
        }
        return dump.toString();
    }

    @Test
    void anErrorIsLoggedAsJsonWithTheIdOfItsRequest() {
        String database = TestPostgres.createDatabase();
        try (HubProcess hub = HubProcess.hub(
                data, Map.of("HXA_CONNECT_ADMIN_SECRET", ADMIN_SECRET, "HXA_CONNECT_DATABASE_URL", database))) {
            TestBot bot = TestOrg.create(hub.client(), ADMIN_SECRET, "acme").bot("unlucky");
            TestPostgres.execute(database, "ALTER TABLE bots RENAME TO gone");
            Answer answer = bot.http().with("X-Request-Id", "trace-me-42").get("/api/peers");
            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.code()).isEqualTo("INTERNAL_ERROR");
            assertThat(answer.body()).doesNotContain("bots");
            hub.terminate();
            assertThat(hub.exitCode()).isZero();

            assertThat(hub.output())
                    .allSatisfy(line -> assertThat(Json.parse(line)).isPresent());
            assertThat(hub.output()).anyMatch(line -> line.contains("\"ERROR\"") && line.contains("trace-me-42"));
        }
    }
}
