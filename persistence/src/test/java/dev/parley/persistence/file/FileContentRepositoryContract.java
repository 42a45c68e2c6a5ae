package dev.parley.persistence.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.Ids;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What every store of files' bytes must do. */
public interface FileContentRepositoryContract {

    Database database();

    private FileContentRepository contents() {
        return new SqlFileContentRepository();
    }

    private FileContent begun(TestOrg org, long begunAt, int chunks) {
        FileContent content = new FileContent(org.id(), Ids.next());
        contents().begin(database(), content, begunAt).block();
        for (int chunk = 0; chunk < chunks; chunk++) {
            contents()
                    .add(database(), content, chunk, new byte[] {(byte) chunk, 1, 2, 3})
                    .block();
        }
        return content;
    }

    private long count(FileContent content) {
        return contents().count(database(), content).block();
    }

    private boolean isCompleted(FileContent content, long since) {
        return database()
                .transaction(queries -> contents().complete(queries, content, since))
                .block();
    }

    @Test
    default void partsOfPiecesAreReadAsTheyWereStored() {
        FileContent content = begun(TestOrg.in(database()), 5, 2);

        assertThat(contents().read(database(), content, 1, 0, 4).block()).containsExactly(1, 1, 2, 3);
        assertThat(contents().read(database(), content, 0, 1, 2).block()).containsExactly(1, 2);
        assertThat(contents().read(database(), content, 2, 0, 4).blockOptional())
                .isEmpty();
        assertThat(count(content)).isEqualTo(2);
        assertThat(count(new FileContent(TestOrg.in(database()).id(), content.id())))
                .as("of another organisation")
                .isZero();
    }

    @Test
    default void aPieceMayHaveAnyBytesAndItsFullSize() {
        byte[] full = new byte[FileContentRepository.CHUNK_BYTES];
        for (int i = 0; i < full.length; i++) {
            full[i] = (byte) i;
        }
        FileContent content = begun(TestOrg.in(database()), 5, 0);

        contents().add(database(), content, 0, full).block();
        contents().add(database(), content, 1, new byte[0]).block();

        assertThat(contents().read(database(), content, 0, 0, full.length).block())
                .isEqualTo(full);
        assertThat(contents().read(database(), content, 1, 0, 1).block()).isEmpty();
    }

    @Test
    default void piecesAreCountedByTheSize() {
        int full = FileContentRepository.CHUNK_BYTES;
        assertThat(FileContentRepository.chunks(0)).isEqualTo(1);
        assertThat(FileContentRepository.chunks(full)).isEqualTo(1);
        assertThat(FileContentRepository.chunks(full + 1)).isEqualTo(2);
        assertThat(FileContentRepository.chunks(50L << 20)).isEqualTo(200);
    }

    @Test
    default void onlyWhatWasBegunLatelyIsCompletedAndOnlyOnce() {
        TestOrg org = TestOrg.in(database());
        FileContent content = begun(org, 100, 1);

        assertThat(isCompleted(content, 101)).isFalse();
        assertThat(isCompleted(content, 100)).isTrue();
        assertThat(isCompleted(content, 100)).isFalse();
        assertThat(isCompleted(new FileContent(org.id(), Ids.next()), 0)).isFalse();
        assertThat(count(content)).isEqualTo(1);
    }

    @Test
    default void whatIsNotCompletedIsFoundByItsAge() {
        TestOrg org = TestOrg.in(database());
        FileContent older = begun(org, -20, 1);
        FileContent old = begun(org, -21, 0);
        begun(org, -19, 1);
        assertThat(isCompleted(begun(org, -30, 1), -30)).isTrue();

        assertThat(contents().listBegunBefore(database(), -19, 10).block()).containsExactly(old, older);
        assertThat(contents().listBegunBefore(database(), -19, 1).block()).containsExactly(old);
        Mono.when(contents().delete(database(), old), contents().delete(database(), older))
                .block();
        assertThat(contents().listBegunBefore(database(), -19, 10).block()).isEmpty();
    }

    @Test
    default void aContentIsRemovedInSlices() {
        TestOrg org = TestOrg.in(database());
        FileContent content = begun(org, 1_000, 70);
        FileContent other = begun(org, 1_000, 1);

        contents().delete(database(), content).block();

        assertThat(count(content)).isZero();
        assertThat(isCompleted(content, 0)).isFalse();
        assertThat(count(other)).isEqualTo(1);
        contents().delete(database(), content).block();
    }

    @Test
    default void anOrganisationsContentsAreRemoved() {
        TestOrg org = TestOrg.in(database());
        FileContent completed = begun(org, 1_000, 3);
        assertThat(isCompleted(completed, 0)).isTrue();
        FileContent begun = begun(org, 1_000, 2);
        FileContent empty = begun(org, 1_000, 0);
        FileContent foreign = begun(TestOrg.in(database()), 1_000, 1);

        contents().deleteAll(database(), org.id()).block();

        assertThat(count(completed) + count(begun)).isZero();
        assertThat(isCompleted(empty, 0)).isFalse();
        assertThat(count(foreign)).isEqualTo(1);
    }
}
