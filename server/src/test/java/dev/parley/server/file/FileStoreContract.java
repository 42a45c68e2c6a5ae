package dev.parley.server.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.file.StoredFile;
import dev.parley.protocol.BotId;
import dev.parley.protocol.FileId;
import dev.parley.protocol.OrgId;
import dev.parley.server.http.Download;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What every place for the bytes of files must do. */
abstract class FileStoreContract {

    @TempDir
    Path directory;

    final Disk disk = new Disk();
    FileStore store;
    Staging staging;

    abstract FileStore open(LocalFileStore local);

    abstract Database database();

    @BeforeEach
    void open() throws IOException {
        LocalFileStore local = LocalFileStore.open(directory, disk);
        staging = local.staging();
        store = open(local);
    }

    @AfterEach
    void close() throws InterruptedException {
        disk.close();
    }

    TempFile arrived(byte[] bytes) throws IOException {
        TempFile file = staging.begin();
        file.write(ByteBuffer.wrap(bytes));
        return file;
    }

    static NewFile file(OrgId org, long size) {
        return new NewFile(org, BotId.next(), FileId.next(), "n", FileType.CSV, size);
    }

    static StoredFile at(String location, OrgId org, long size) {
        return new StoredFile(org, FileId.next(), BotId.next(), "n", "text/csv", size, location, 0);
    }

    StoredFile keep(OrgId org, byte[] bytes) throws IOException {
        String location = store.locate(file(org, bytes.length));
        store.keep(arrived(bytes), location).block();
        settle(location);
        return at(location, org, bytes.length);
    }

    void settle(String location) {
        database()
                .transaction(queries -> store.settle(queries, location).thenReturn(true))
                .block();
    }

    /** Null when it is not there. */
    byte[] read(StoredFile file) {
        Download found = store.open(file).block();
        return found == null ? null : read(found, 0, (int) found.size());
    }

    static byte[] read(Download download, long offset, int length) {
        return download.read(offset, length, bytes -> {
                    byte[] copy = new byte[bytes.readableBytes()];
                    bytes.readBytes(copy).release();
                    return copy;
                })
                .block();
    }

    static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @Test
    void whatWasKeptIsThereUntilItIsDeleted() throws IOException {
        StoredFile file = keep(OrgId.next(), "a,b".getBytes(UTF_8));

        assertThat(read(file)).asString(UTF_8).isEqualTo("a,b");
        store.delete(file.location()).block();
        assertThat(read(file)).isNull();
        store.delete(file.location()).block();
    }

    @Test
    void anyPartOfAFileIsRead() throws IOException {
        int size = 3 * (256 << 10) + 1;
        byte[] bytes = random(size);
        Download found = store.open(keep(OrgId.next(), bytes)).block();

        assertThat(found.size()).isEqualTo(size);
        for (int offset : new int[] {0, 1, (256 << 10) - 1, 256 << 10, 500_000, size - 1}) {
            int length = Math.min(300_000, size - offset);
            assertThat(read(found, offset, length)).isEqualTo(Arrays.copyOfRange(bytes, offset, offset + length));
        }
        assertThat(read(found.slice(200_000, 100_000), 50_000, 50_000))
                .isEqualTo(Arrays.copyOfRange(bytes, 250_000, 300_000));
    }

    @Test
    void aFileMayFillItsPiecesOrBeEmpty() throws IOException {
        byte[] full = random(2 * (256 << 10));
        assertThat(read(keep(OrgId.next(), full))).isEqualTo(full);

        TempFile empty = arrived(new byte[0]);
        OrgId org = OrgId.next();
        String location = store.locate(file(org, 0));
        store.keep(empty, location).block();
        settle(location);
        assertThat(store.open(at(location, org, 0)).block().size()).isZero();
    }

    @Test
    void nothingHappensBeforeItIsAskedFor() throws IOException {
        OrgId org = OrgId.next();
        String location = store.locate(file(org, 1));
        Mono<Void> keeping = store.keep(arrived(new byte[] {'x'}), location);
        assertThat(read(at(location, org, 1))).isNull();

        keeping.block();

        assertThat(read(at(location, org, 1))).containsExactly('x');
    }

    @Test
    void aWholeOrganisationIsRemoved() throws IOException {
        OrgId org = OrgId.next();
        StoredFile first = keep(org, random(300_000));
        StoredFile second = keep(org, random(2));
        StoredFile other = keep(OrgId.next(), random(3));

        store.deleteAll(org).block();

        assertThat(read(first)).isNull();
        assertThat(read(second)).isNull();
        assertThat(read(other)).isEqualTo(random(3));
        store.deleteAll(org).block();
    }

    @Test
    void whatIsDiscardedMeanwhileIsNotKept() throws IOException {
        TempFile file = arrived(random(300_000));
        staging.discard(file).block();
        OrgId org = OrgId.next();
        String location = store.locate(file(org, 300_000));

        StepVerifier.create(store.keep(file, location)).verifyError(CancellationException.class);

        assertThat(read(at(location, org, 300_000))).isNull();
    }

    @Test
    void aLocationOfNobodyIsNotThere() {
        OrgId org = OrgId.next();
        for (String location :
                new String[] {"", "files/none", "rows/none", "rows/" + org + "/", "rows/" + org + "/x"}) {
            assertThat(read(at(location, org, 1))).as(location).isNull();
            store.delete(location).block();
        }
    }
}
