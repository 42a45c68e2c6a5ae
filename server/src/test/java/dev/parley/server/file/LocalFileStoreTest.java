package dev.parley.server.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.file.StoredFile;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.server.http.Download;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.test.StepVerifier;

/** Files in a directory. */
class LocalFileStoreTest extends FileStoreContract {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    @Override
    Database database() {
        return H2.database();
    }

    @Override
    FileStore open(LocalFileStore local) {
        return local;
    }

    @Test
    void whatWasKeptIsNowhereElse() throws IOException {
        OrgId org = OrgId.next();
        StoredFile file = keep(org, "a,b".getBytes(UTF_8));
        assertThat(directory.resolve("_tmp")).isEmptyDirectory();
        assertThat(directory.resolve(file.location().substring("files/".length())))
                .hasContent("a,b");
        store.deleteAll(org).block();
        assertThat(directory.resolve(org.toString())).doesNotExist();
    }

    @Test
    void aFileThatHasBecomeShorterIsAFailure() throws IOException {
        StoredFile file = keep(OrgId.next(), "long enough".getBytes(UTF_8));
        Download found = store.open(file).block();
        Files.writeString(directory.resolve(file.location().substring("files/".length())), "short");
        StepVerifier.create(found.read(0, 11, bytes -> bytes))
                .verifyErrorSatisfies(error ->
                        assertThat(((HubException) error).error().code()).isEqualTo(ErrorCode.STORAGE_ERROR));
    }

    @Test
    void aFileThatWasKeptCannotBeDiscarded() throws IOException {
        OrgId org = OrgId.next();
        TempFile file = arrived(new byte[] {'x'});
        store.keep(file, "files/a/b.txt").block();
        staging.discard(file).block();
        assertThat(read(at("files/a/b.txt", org, 1))).containsExactly('x');
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
        Path file = Files.writeString(directory.resolve("_tmp").resolve(name), "x");
        return Files.setLastModifiedTime(file, FileTime.from(modified));
    }
}
