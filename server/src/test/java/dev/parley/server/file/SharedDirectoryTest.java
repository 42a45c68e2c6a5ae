package dev.parley.server.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.testing.FileClient;
import dev.parley.server.testing.TestHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A directory of files outside of the data directory, and a hub that was told to use the other place from now on. */
class SharedDirectoryTest {

    @TempDir
    private Path shared;

    @Test
    void filesGoThereAndStayReachableWhenNewOnesGoToTheDatabase() throws IOException {
        TestHub hub = TestHub.onH2()
                .with("HXA_CONNECT_FILE_DIR", shared.resolve("files of all").toString());
        hub.start();
        try {
            FileClient client = new FileClient(hub.org().bot("uploader"));
            String first = client.url("a.txt", "text/plain", "first".getBytes(UTF_8));
            assertThat(hub.directory().resolve("files")).doesNotExist();
            assertThat(organisations()).isEqualTo(1);

            hub.with("HXA_CONNECT_FILE_STORE", "database").restart();

            String second = client.url("b.txt", "text/plain", "second".getBytes(UTF_8));
            assertThat(client.get(first).body()).asString(UTF_8).isEqualTo("first");
            assertThat(client.get(second).body()).asString(UTF_8).isEqualTo("second");
            assertThat(organisations()).isEqualTo(1);
        } finally {
            hub.stop();
        }
    }

    private long organisations() throws IOException {
        try (Stream<Path> list = Files.list(shared.resolve("files of all"))) {
            return list.filter(path -> !path.endsWith("_tmp")).count();
        }
    }
}
