package dev.parley.server.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.BotId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.FileId;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.server.http.Download;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class LocalFileStoreTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path data;

    private final Disk disk = new Disk();
    private LocalFileStore store;
    private Staging staging;

    @BeforeEach
    void open() throws IOException {
        store = LocalFileStore.open(data, disk);
        staging = store.staging();
    }

    @AfterEach
    void close() throws InterruptedException {
        disk.close();
    }

    private TempFile arrived(String text) throws IOException {
        TempFile file = staging.begin();
        file.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
        return file;
    }

    private String keep(OrgId org, String text) throws IOException {
        NewFile file = new NewFile(org, BotId.next(), FileId.next(), "n", FileType.CSV, text.length());
        String location = store.locate(file);
        store.keep(arrived(text), location).block();
        return location;
    }

    private String read(String location) {
        Download found = store.open(location).block();
        return found == null
                ? null
                : found.read(0, (int) found.size(), bytes -> {
                            String text = bytes.toString(UTF_8);
                            bytes.release();
                            return text;
                        })
                        .block();
    }

    @Test
    void whatWasKeptIsThereAndNowhereElse() throws IOException {
        String location = keep(OrgId.next(), "a,b");
        assertThat(read(location)).isEqualTo("a,b");
        assertThat(data.resolve("files/_tmp")).isEmptyDirectory();
        store.delete(location).block();
        assertThat(read(location)).isNull();
        store.delete(location).block();
    }

    @Test
    void nothingHappensBeforeItIsAskedFor() throws IOException {
        TempFile file = arrived("x");
        Mono<Void> keeping = store.keep(file, "files/a/b/c/d.txt");
        assertThat(data.resolve("files/a")).doesNotExist();
        keeping.block();
        assertThat(read("files/a/b/c/d.txt")).isEqualTo("x");
    }

    @Test
    void aWholeOrganisationIsRemoved() throws IOException {
        OrgId org = OrgId.next();
        String first = keep(org, "1");
        String second = keep(org, "2");
        String other = keep(OrgId.next(), "3");
        store.deleteAll(org).block();
        assertThat(read(first)).isNull();
        assertThat(read(second)).isNull();
        assertThat(data.resolve("files").resolve(org.toString())).doesNotExist();
        assertThat(read(other)).isEqualTo("3");
        store.deleteAll(org).block();
    }

    @Test
    void aFileThatHasBecomeShorterIsAFailure() throws IOException {
        String location = keep(OrgId.next(), "long enough");
        Download found = store.open(location).block();
        Files.writeString(data.resolve(location), "short");
        StepVerifier.create(found.read(0, 11, bytes -> bytes))
                .verifyErrorSatisfies(error ->
                        assertThat(((HubException) error).error().code()).isEqualTo(ErrorCode.STORAGE_ERROR));
    }

    @Test
    void aDiscardedFileIsGoneForGood() throws IOException {
        TempFile file = arrived("x");
        staging.discard(file).block();
        assertThat(data.resolve("files/_tmp")).isEmptyDirectory();
        StepVerifier.create(store.keep(file, "files/a/b.txt")).verifyError(CancellationException.class);
        assertThat(read("files/a/b.txt")).isNull();
    }

    @Test
    void aFileThatWasKeptCannotBeDiscarded() throws IOException {
        TempFile file = arrived("x");
        store.keep(file, "files/a/b.txt").block();
        staging.discard(file).block();
        assertThat(read("files/a/b.txt")).isEqualTo("x");
    }

    @Test
    void onlyWhatWasAbandonedIsSweptAway() throws IOException {
        Path old = aged("old.part", NOW.minus(Staging.ABANDONED).minusSeconds(1));
        Path recent = aged("recent.part", NOW.minus(Staging.ABANDONED).plusSeconds(1));
        staging.sweep(NOW).block();
        assertThat(old).doesNotExist();
        assertThat(recent).exists();
    }

    private Path aged(String name, Instant modified) throws IOException {
        Path file = Files.writeString(data.resolve("files/_tmp").resolve(name), "x");
        return Files.setLastModifiedTime(file, FileTime.from(modified));
    }
}
