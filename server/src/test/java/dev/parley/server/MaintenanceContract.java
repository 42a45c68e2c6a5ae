package dev.parley.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.Settings;
import dev.parley.persistence.testing.TestPostgres;
import dev.parley.server.backup.Backup;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.testing.DatabaseDump;
import dev.parley.server.testing.FileClient;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Backups of a running hub, and what is restored from them, whatever the databases. */
abstract class MaintenanceContract {

    @TempDir
    Path directory;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private TestBot alice;
    private TestBot bob;
    private String thread;
    private String file;
    private byte[] content;

    abstract TestHub hub();

    @BeforeEach
    void talk() {
        TestOrg org = hub().org().unlimited();
        alice = org.bot("alice");
        bob = org.bot("bob");
        thread = alice.openThread("naïve \"文\"", bob);
        assertThat(alice.sendTo(bob, "a\\b\nc")).isNotEmpty();
        assertThat(alice.http()
                        .post(
                                "/api/threads/" + thread + "/artifacts",
                                Fields.of("artifact_key", "plan", "type", "text", "content", "first"))
                        .status())
                .isEqualTo(200);
        content = new byte[600_000];
        new Random(5).nextBytes(content);
        content[0] = 'x';
        file = new FileClient(alice).url("large.txt", "text/plain", content);
    }

    private Settings ofHub() {
        return Settings.from(Map.of("HXA_CONNECT_HOST", "127.0.0.1", "HXA_CONNECT_ADMIN_SECRET", TestHub.ADMIN_SECRET))
                .withHttpPort(hub().hub().port());
    }

    private Path backUp() {
        Path backup = directory.resolve("backup.zip");
        Backup.Content made = Backup.to(backup).ofRunningHub(ofHub());
        assertThat(made.bytes()).isEqualTo(backup.toFile().length());
        return backup;
    }

    private int run(Map<String, String> environment, String... arguments) {
        printed.reset();
        PrintStream out = new PrintStream(printed, true, UTF_8);
        return new Main(out, out, environment).run(List.of(arguments));
    }

    private String printed() {
        return printed.toString(UTF_8);
    }

    private Map<String, String> target(String database, String store) {
        Map<String, String> environment = new HashMap<>();
        environment.put("HXA_CONNECT_HOST", "127.0.0.1");
        environment.put("HXA_CONNECT_METRICS_PORT", "0");
        environment.put("HXA_CONNECT_ADMIN_SECRET", TestHub.ADMIN_SECRET);
        environment.put("HXA_CONNECT_DATA_DIR", directory.resolve("target").toString());
        environment.put("HXA_CONNECT_FILE_STORE", store);
        if (database.equals("postgres")) {
            environment.put("HXA_CONNECT_DATABASE_URL", TestPostgres.createDatabase());
        }
        return environment;
    }

    private static Map<String, List<String>> dump(Map<String, String> environment) {
        var database = Storage.open(Settings.from(environment).database()).block();
        try {
            return kept(DatabaseDump.of(database).block());
        } finally {
            database.close().block();
        }
    }

    /** What a backup keeps unchanged; the databases write truth values differently. */
    private static Map<String, List<String>> kept(Map<String, List<String>> dump) {
        Map<String, List<String>> kept = new TreeMap<>(dump);
        List.of(
                        "org_positions",
                        "sessions",
                        "schema_versions",
                        "nodes",
                        "online_bots",
                        "leases",
                        "files",
                        "file_chunks",
                        "bot_cursors",
                        "search_cursors",
                        "search_chunks",
                        "search_blocks")
                .forEach(kept::remove);
        kept.replaceAll((table, rows) ->
                rows.stream().map(row -> row.toLowerCase(Locale.ROOT)).toList());
        return kept;
    }

    @ParameterizedTest
    @CsvSource({"h2,directory", "h2,database", "postgres,database"})
    void whatARunningHubKeepsIsTheSameWhereItIsRestored(String database, String store) {
        Path backup = backUp();
        Map<String, List<String>> before = kept(hub().dump());
        Map<String, String> target = target(database, store);

        assertThat(run(target, "restore", backup.toString())).as(printed()).isZero();

        assertThat(printed()).contains(" organisations, ", "new epoch");
        assertThat(dump(target)).isEqualTo(before);
        JsonNode formerly = alice.http().get("/api/me/cursor").json();
        try (Hub restored = Hub.start(Settings.from(target).withHttpPort(0), Clock.systemUTC())) {
            HubClient client = HubClient.local(restored.port()).withToken(alice.token());
            assertThat(client.get("/api/threads/" + thread).body())
                    .isEqualTo(alice.http().get("/api/threads/" + thread).body());
            assertThat(client.get("/api/threads/" + thread + "/artifacts").body())
                    .isEqualTo(alice.http()
                            .get("/api/threads/" + thread + "/artifacts")
                            .body());
            assertThat(new FileClient(new TestBot(alice.id(), "alice", alice.token(), client))
                            .get(file)
                            .body())
                    .isEqualTo(content);
            assertThat(client.get("/api/events?since=" + formerly.path("latest").asLong() + "&epoch="
                                    + formerly.path("epoch").asString())
                            .json()
                            .path("reason")
                            .asString())
                    .isEqualTo("epoch_changed");
            assertThat(client.post("/api/send", Fields.of("to", bob.id(), "content", "after the restore"))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void nothingThatWasAcknowledgedBeforeTheBackupIsMissing() throws InterruptedException {
        AtomicInteger acknowledged = new AtomicInteger();
        AtomicBoolean ended = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            while (!ended.get()) {
                int next = acknowledged.get() + 1;
                alice.sendTo(bob, "message " + next);
                acknowledged.set(next);
            }
        });
        writer.start();
        while (acknowledged.get() < 50) {
            Thread.onSpinWait();
        }
        int before = acknowledged.get();
        Path backup = backUp();
        int after = acknowledged.get() + 1;
        ended.set(true);
        writer.join();
        Map<String, String> target = target("h2", "directory");

        assertThat(run(target, "restore", backup.toString())).as(printed()).isZero();

        List<String> contents = dump(target).get("messages").stream()
                .filter(row -> row.contains("message "))
                .toList();
        assertThat(contents.size()).isBetween(before, after);
        for (int i = 1; i <= contents.size(); i++) {
            String content = "message " + i + " |";
            assertThat(contents).as(content).anyMatch(row -> row.contains(content));
        }
    }

    @Test
    void whatIsNoWholeBackupIsRefusedAndNothingIsWritten() throws IOException {
        byte[] backup = Files.readAllBytes(backUp());
        Map<String, String> target = target("h2", "directory");
        byte[] damaged = backup.clone();
        damaged[backup.length / 2] ^= 0x55;
        Map<String, byte[]> wrong = Map.of(
                "is no backup", "PK nothing of the kind".getBytes(UTF_8),
                "damaged or incomplete: ", Arrays.copyOf(backup, backup.length / 2),
                "damaged", damaged);
        for (Map.Entry<String, byte[]> each : wrong.entrySet()) {
            Path path = Files.write(directory.resolve("wrong.zip"), each.getValue());
            assertThat(run(target, "restore", path.toString())).isEqualTo(1);
            assertThat(printed()).contains(each.getKey()).doesNotContain("\tat ");
        }
        assertThat(run(target, "restore", directory.resolve("none.zip").toString()))
                .isEqualTo(1);
        assertThat(printed()).contains("There is no file");
        assertThat(directory.resolve("target")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"h2,There is a database already", "postgres,The database is not empty"})
    void nothingIsOverwritten(String database, String reason) throws IOException {
        Path backup = backUp();
        Map<String, String> target = target(database, "database");
        assertThat(run(target, "restore", backup.toString())).isZero();
        Map<String, List<String>> before = dump(target);

        assertThat(run(target, "restore", backup.toString())).isEqualTo(1);

        assertThat(printed()).contains(reason);
        assertThat(dump(target)).isEqualTo(before);
        byte[] bytes = Files.readAllBytes(backup);
        assertThat(run(target, "backup", backup.toString())).isEqualTo(1);
        assertThat(printed()).contains("exists already");
        assertThat(backup).hasBinaryContent(bytes);
    }

    @Test
    void aNewEpochIsBegunForADatabaseThatWasPutBackOtherwise() {
        Path backup = backUp();
        Map<String, String> target = target("postgres", "database");
        assertThat(run(target, "restore", backup.toString())).isZero();
        Mono<String> epoch = Mono.defer(() -> Storage.open(Settings.from(target).database())
                .flatMap(database -> database.one("SELECT epoch FROM org_positions LIMIT 1", row -> row.string("epoch"))
                        .delayUntil(found -> database.close())));
        String before = epoch.block();

        assertThat(run(target, "new-epoch")).isZero();

        assertThat(printed()).contains("have begun a new epoch");
        assertThat(epoch.block()).isNotEqualTo(before);
    }

    @Test
    void aDatabaseThatNobodyHasOpenIsBackedUpByTheCommandItself() {
        Map<String, String> target = target("h2", "directory");
        Path copy = directory.resolve("copy.zip");
        assertThat(run(target, "backup", copy.toString())).isEqualTo(1);
        assertThat(printed()).contains("There is no database in");
        assertThat(run(target, "restore", backUp().toString())).isZero();

        assertThat(run(target, "backup", copy.toString())).as(printed()).isZero();

        assertThat(printed()).contains("copy.zip: ").containsPattern(" [1-9]\\d* files");
        assertThat(directory).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void onlyTheOperatorIsGivenABackup() {
        assertThat(alice.http().post("/api/platform/backup").status()).isEqualTo(401);
        assertThat(hub().client().post("/api/platform/backup").status()).isEqualTo(401);
    }
}
