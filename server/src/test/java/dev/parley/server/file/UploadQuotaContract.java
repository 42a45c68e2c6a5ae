package dev.parley.server.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.testing.FileClient;
import dev.parley.server.testing.Form;
import dev.parley.server.testing.TestBot;
import dev.parley.server.testing.TestHub;
import dev.parley.server.testing.TestOrg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What may be uploaded per day, whatever the database: on a hub that allows an organisation 3 MiB. */
interface UploadQuotaContract {

    String PER_DAY = "HXA_CONNECT_FILE_UPLOAD_MB_PER_DAY";
    int MIB = 1 << 20;

    TestHub hub();

    @Test
    default void anOrganisationHasADailyQuotaAndSoHasABot() {
        TestOrg org = hub().org();
        FileClient client = new FileClient(org.bot("uploader"));
        byte[] mebibyte = Form.file("a.txt", "text/plain", "x".repeat(MIB));
        assertThat(org.admin()
                        .patch("/api/org/settings", Fields.of("file_upload_mb_per_day_per_bot", 2))
                        .status())
                .isEqualTo(200);
        assertThat(client.upload(mebibyte).status()).isEqualTo(200);
        assertThat(client.upload(mebibyte).status()).isEqualTo(200);
        overQuota(client.upload(Form.file("a.txt", "text/plain", "x")), "The bot");
        assertThat(client.upload(Form.file("a.txt", "text/plain", "")).status()).isEqualTo(200);

        FileClient second = new FileClient(org.bot("second"));
        assertThat(second.upload(mebibyte).status()).isEqualTo(200);
        overQuota(second.upload(Form.file("a.txt", "text/plain", "x")), "The organisation");
        assertThat(new FileClient(hub().org().bot("elsewhere")).upload(mebibyte).status())
                .isEqualTo(200);
    }

    private static void overQuota(Answer answer, String who) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(429);
        assertThat(answer.code()).isEqualTo("RATE_LIMITED");
        assertThat(answer.json().path("error").asString()).startsWith(who);
        assertThat(answer.json().has("retry_after")).isFalse();
        assertThat(answer.header("Retry-After")).isEmpty();
    }

    @Test
    default void theQuotaIsExactForUploadsThatCompete() throws IOException {
        byte[] form = Form.file("a.txt", "text/plain", "x".repeat(MIB / 2));
        TestOrg org = hub().org();
        List<TestBot> bots = List.of(org.bot("a"), org.bot("b"), org.bot("c"));
        List<CompletableFuture<Answer>> running = IntStream.range(0, 12)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> new FileClient(bots.get(i % 3)).upload(form)))
                .toList();
        List<Integer> statuses = running.stream()
                .map(CompletableFuture::join)
                .map(Answer::status)
                .toList();
        assertThat(statuses).filteredOn(status -> status == 200).hasSize(6);
        assertThat(statuses).filteredOn(status -> status == 429).hasSize(6);
        try (Stream<Path> walk = Files.walk(hub().directory().resolve("files").resolve(org.id()))) {
            assertThat(walk.filter(Files::isRegularFile)).hasSize(6);
        }
    }
}
