package dev.parley.server.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Scope;
import dev.parley.server.http.Exchange;
import dev.parley.server.http.WireClient;
import dev.parley.server.testing.FileClient;
import dev.parley.server.testing.Form;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Uploads by clients that are slow, stubborn or suddenly gone. */
class UploadWireTest {

    private static final int MIB = 1 << 20;

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2().with("HXA_CONNECT_MAX_FILE_SIZE_MB", "1");

    private static TestBot bot;
    private static Path staging;

    @BeforeAll
    static void register() {
        bot = HUB.org().bot("uploader");
        staging = HUB.directory().resolve("files/_tmp");
    }

    private static String head(String token, String framing, String... headers) {
        return "POST /api/files/upload HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer " + token + "\r\nContent-Type: "
                + Form.CONTENT_TYPE + "\r\n" + framing + "\r\n"
                + Stream.of(headers).map(header -> header + "\r\n").reduce("", String::concat) + "\r\n";
    }

    private static String length(byte[] form) {
        return "Content-Length: " + form.length;
    }

    private static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findAny().isEmpty();
        }
    }

    @Test
    void theAnswerReachesAClientThatSendsEverythingFirst() throws IOException {
        byte[] tooLarge = Form.file("a.txt", "text/plain", "x".repeat(32 * MIB));
        try (WireClient client = new WireClient(HUB.hub().port())) {
            Exchange answer = client.write(head(bot.token(), length(tooLarge)))
                    .write(tooLarge)
                    .read();
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.code()).isEqualTo("FILE_TOO_LARGE");
            assertThat(answer.header("Connection")).isEqualTo("close");
            assertThat(client.isClosedByServer()).isTrue();
        }
        assertThat(isEmpty(staging)).isTrue();
    }

    @Test
    void aGuardAnswersBeforeTheFileArrives() {
        byte[] form = Form.file("a.txt", "text/plain", "x".repeat(32 * MIB));
        String reader = HUB.scopedToken(bot, Scope.READ);
        try (WireClient client = new WireClient(HUB.hub().port())) {
            Exchange answer = client.write(head(reader, length(form))).read();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("INSUFFICIENT_SCOPE");
            client.write(form);
            assertThat(client.isClosedByServer()).isTrue();
        }
    }

    @Test
    void aClientMayAskBeforeItSends() {
        byte[] form = Form.file("a.txt", "text/plain", "x");
        try (WireClient client = new WireClient(HUB.hub().port())) {
            assertThat(client.write(head(bot.token(), length(form), "Expect: 100-continue"))
                            .read()
                            .status())
                    .isEqualTo(100);
            assertThat(client.write(form).read().status()).isEqualTo(200);
        }
        try (WireClient client = new WireClient(HUB.hub().port())) {
            assertThat(client.write(head("bot_0", length(form), "Expect: 100-continue"))
                            .read()
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void piecesMayBeAsSmallAsABite() {
        byte[] form = Form.file("a.txt", "text/plain", "\r\n--" + Form.BOUNDARY.substring(2) + "\r\n--\r\r\n");
        try (WireClient client = new WireClient(HUB.hub().port())) {
            client.write(head(bot.token(), "Transfer-Encoding: chunked"));
            for (byte piece : form) {
                client.write("1\r\n").write(new byte[] {piece}).write("\r\n");
            }
            Exchange answer = client.write("0\r\n\r\n").read();
            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            String url = answer.body().replaceAll(".*\"url\":\"([^\"]*)\".*", "$1");
            assertThat(new FileClient(bot).get(url).body())
                    .asString(UTF_8)
                    .isEqualTo("\r\n--" + Form.BOUNDARY.substring(2) + "\r\n--\r\r\n");
        }
    }

    @Test
    void aConnectionCanBeUsedAgain() {
        byte[] good = Form.file("a.txt", "text/plain", "x");
        byte[] bad = Form.file("a.exe", "application/x-msdownload", "x");
        try (WireClient client = new WireClient(HUB.hub().port())) {
            assertThat(client.write(head(bot.token(), length(bad)))
                            .write(bad)
                            .read()
                            .status())
                    .isEqualTo(415);
            assertThat(client.write(head(bot.token(), length(good)))
                            .write(good)
                            .read()
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void aClientThatIsGoneLeavesNothing() throws IOException, InterruptedException {
        byte[] form = Form.file("a.txt", "text/plain", "x".repeat(MIB));
        try (WatchService watch = staging.getFileSystem().newWatchService()) {
            staging.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);
            try (WireClient client = new WireClient(HUB.hub().port())) {
                client.write(head(bot.token(), length(form))).write(Arrays.copyOf(form, MIB / 2));
                awaitChange(watch);
            }
            while (!isEmpty(staging)) {
                awaitChange(watch);
            }
        }
    }

    private static void awaitChange(WatchService watch) throws InterruptedException {
        WatchKey changed = watch.poll(10, TimeUnit.SECONDS);
        assertThat(changed).as("a change of the temporary directory").isNotNull();
        changed.pollEvents();
        changed.reset();
    }
}
