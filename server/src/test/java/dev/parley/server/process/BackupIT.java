package dev.parley.server.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.testing.FileClient;
import dev.parley.server.testing.TestOrg;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backups as an operator makes them: of a hub that has the database open, by another process. */
class BackupIT {

    private static final String ADMIN_SECRET = "operators-secret";

    @TempDir
    private Path directory;

    private Map<String, String> settings(String data, int port) {
        Map<String, String> settings = new HashMap<>();
        settings.put("HXA_CONNECT_ADMIN_SECRET", ADMIN_SECRET);
        settings.put("HXA_CONNECT_DATA_DIR", directory.resolve(data).toString());
        settings.put("HXA_CONNECT_PORT", String.valueOf(port));
        return settings;
    }

    private static String run(Map<String, String> settings, int status, String... command) {
        try (HubProcess process = HubProcess.run(settings, command)) {
            assertThat(process.exitCode()).as(process.text()).isEqualTo(status);
            return process.text();
        }
    }

    @Test
    void aBackupIsMadeWhileTheHubRunsAndRestoredElsewhere() {
        int port = HubProcess.freePort();
        String backup = directory.resolve("backup.zip").toString();
        FileClient client;
        String url;
        try (HubProcess hub = HubProcess.hub(directory.resolve("first"), settings("first", port))) {
            client = new FileClient(
                    TestOrg.create(hub.client(), ADMIN_SECRET, "acme").bot("uploader"));
            url = client.url("kept.txt", "text/plain", "kept".getBytes(UTF_8));

            assertThat(run(settings("first", port), 0, "backup", backup)).contains("1 organisations", "1 files");

            assertThat(run(settings("first", HubProcess.freePort()), 1, "backup", backup + "2"))
                    .contains("The database is in use, but no hub answers");
            hub.terminate();
            assertThat(hub.exitCode()).isZero();
        }
        assertThat(run(settings("second", port), 0, "restore", backup)).contains("new epoch");
        try (HubProcess hub = HubProcess.hub(directory.resolve("second"), settings("second", port))) {
            assertThat(client.get(url).body()).asString(UTF_8).isEqualTo("kept");
            hub.terminate();
            assertThat(hub.exitCode()).isZero();
        }
    }
}
