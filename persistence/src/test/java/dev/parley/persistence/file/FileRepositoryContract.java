package dev.parley.persistence.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.BotId;
import dev.parley.protocol.FileId;
import org.junit.jupiter.api.Test;

/** What every store of files' descriptions must do. */
public interface FileRepositoryContract {

    Database database();

    private FileRepository files() {
        return new SqlFileRepository();
    }

    private StoredFile insert(TestOrg org, BotId uploader, long size, long createdAt) {
        StoredFile file = new StoredFile(
                org.id(), FileId.next(), uploader, "naïve 文件.txt", "text/plain", size, "files/x.txt", createdAt);
        org.insert(FileRepository.INTO, FileRepository.row(file));
        return file;
    }

    @Test
    default void aFileIsReadAsItWasStored() {
        TestOrg org = TestOrg.in(database());
        StoredFile file = insert(org, org.bot("uploader").id(), 5_000_000_000L, 7);

        assertThat(files().findAnywhere(database(), file.id()).block()).isEqualTo(file);
        assertThat(files().findAnywhere(database(), FileId.next()).blockOptional())
                .isEmpty();
    }

    @Test
    default void anUploaderThatIsGoneIsNull() {
        TestOrg org = TestOrg.in(database());
        BotId uploader = org.bot("uploader").id();
        StoredFile file = insert(org, uploader, 1, 7);
        org.forget(uploader);

        assertThat(files().findAnywhere(database(), file.id()).block().uploader())
                .isNull();
    }

    @Test
    default void sizesAreAddedUpFromAMomentOn() {
        TestOrg org = TestOrg.in(database());
        BotId a = org.bot("a").id();
        BotId b = org.bot("b").id();
        insert(org, a, 1, 99);
        insert(org, a, 20, 100);
        insert(org, a, 300, 101);
        insert(org, b, 4_000_000_000L, 101);
        TestOrg other = TestOrg.in(database());
        insert(other, other.bot("a").id(), 50_000, 101);

        assertThat(files().sizeSince(database(), org.id(), 100).block()).isEqualTo(4_000_000_320L);
        assertThat(files().sizeSince(database(), org.id(), a, 100).block()).isEqualTo(320);
        assertThat(files().sizeSince(database(), org.id(), 102).block()).isZero();
        assertThat(files().sizeSince(database(), other.id(), a, 0).block()).isZero();
    }
}
