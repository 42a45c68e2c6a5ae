package dev.parley.server.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.HubClient;
import dev.parley.server.testing.FileClient;
import dev.parley.server.testing.Form;
import dev.parley.server.testing.TestOrg;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in a hub that is short of memory, and in one that is killed. */
class FileIT {

    private static final String ADMIN_SECRET = "operators-secret";
    private static final int FILE_BYTES = 50 << 20;

    @TempDir
    private Path data;

    private static FileClient bot(HubProcess hub) {
        return new FileClient(TestOrg.create(hub.client(), ADMIN_SECRET, "acme").bot("uploader"));
    }

    /** Neither the heap nor the memory outside of it has room for the file. */
    @ParameterizedTest
    @ValueSource(strings = {"directory", "database"})
    void aFileLargerThanTheMemoryComesAndGoes(String store) {
        int metrics = HubProcess.freePort();
        Map<String, String> settings = new HashMap<>();
        settings.put("HXA_CONNECT_ADMIN_SECRET", ADMIN_SECRET);
        settings.put("HXA_CONNECT_FILE_STORE", store);
        settings.put("HXA_CONNECT_METRICS_PORT", String.valueOf(metrics));
        settings.put("JAVA_TOOL_OPTIONS", "-Xmx48m -XX:MaxDirectMemorySize=40m");
        byte[] content = new byte[FILE_BYTES];
        content[0] = 'x';
        content[FILE_BYTES - 1] = 'y';
        try (HubProcess hub = HubProcess.hub(data, settings)) {
            FileClient client = bot(hub);
            String url = client.url("large.txt", "text/plain", content);
            HttpResponse<byte[]> response = client.get(url);
            assertThat(response.statusCode()).isEqualTo(200);
            assertThat(response.body()).isEqualTo(content);
            assertThat(client.upload(Form.file("b.exe", "application/x-msdownload", content))
                            .status())
                    .isEqualTo(415);
            assertThat(HubClient.local(metrics).get("/metrics").body())
                    .contains("parley_files_uploads_total{outcome=\"stored\"} 1.0")
                    .contains("parley_files_uploads_total{outcome=\"unsupported_media_type\"} 1.0")
                    .contains("parley_files_stored_bytes_total 5.24288E7", "parley_files_downloads_total 1.0")
                    .contains("parley_files_uploading 0.0");
        }
    }

    @Test
    void whatWasAcknowledgedSurvivesAKill() {
        Map<String, String> settings = Map.of(
                "HXA_CONNECT_ADMIN_SECRET", ADMIN_SECRET, "HXA_CONNECT_PORT", String.valueOf(HubProcess.freePort()));
        FileClient client;
        String url;
        try (HubProcess hub = HubProcess.hub(data, settings)) {
            client = bot(hub);
            url = client.url("kept.txt", "text/plain", "kept".getBytes(UTF_8));
            hub.kill();
        }
        try (HubProcess hub = HubProcess.hub(data, settings)) {
            assertThat(client.get(url).body()).asString(UTF_8).isEqualTo("kept");
            hub.terminate();
            assertThat(hub.exitCode()).isZero();
        }
    }
}
