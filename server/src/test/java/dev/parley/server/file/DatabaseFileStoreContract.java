package dev.parley.server.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.file.SqlFileContentRepository;
import dev.parley.persistence.file.StoredFile;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.server.testing.ManualClock;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

/** What a database must do that holds files. */
abstract class DatabaseFileStoreContract extends FileStoreContract {

    final ManualClock clock = new ManualClock(1_795_000_000_000L);

    @Override
    FileStore open(LocalFileStore local) {
        return new DatabaseFileStore(database(), new SqlFileContentRepository(), disk, clock);
    }

    private long rows(String table) {
        return database()
                .one("SELECT count(*) AS n FROM " + table, row -> row.number("n"))
                .block();
    }

    @Test
    void whatABrokenUploadLeavesIsSweptAwayLaterAndNothingElse() throws IOException {
        StoredFile kept = keep(OrgId.next(), random(300_000));
        store.sweep(clock.instant().plus(Duration.ofDays(1))).block(); // other tests'
        long before = rows("file_chunks");
        OrgId org = OrgId.next();
        store.keep(arrived(random(600_000)), store.locate(file(org, 600_000))).block();
        assertThat(rows("file_chunks")).isEqualTo(before + 3);

        store.sweep(clock.instant().plus(DatabaseFileStore.ABANDONED)).block();
        assertThat(rows("file_chunks")).as("not yet").isEqualTo(before + 3);
        store.sweep(clock.instant().plus(DatabaseFileStore.ABANDONED).plusMillis(1))
                .block();

        assertThat(rows("file_chunks")).isEqualTo(before);
        assertThat(rows("file_contents_begun")).isZero();
        assertThat(read(kept)).isEqualTo(random(300_000));
    }

    @Test
    void whatTookTooLongIsRefusedBeforeItCanBeSweptAway() throws IOException {
        OrgId org = OrgId.next();
        String location = store.locate(file(org, 1));
        store.keep(arrived(random(1)), location).block();
        clock.advance(DatabaseFileStore.GIVEN_UP.plusMillis(1));

        StepVerifier.create(database().transaction(queries -> store.settle(queries, location)))
                .verifyErrorSatisfies(error ->
                        assertThat(((HubException) error).error().code()).isEqualTo(ErrorCode.STORAGE_ERROR));
        assertThat(DatabaseFileStore.GIVEN_UP).isLessThan(DatabaseFileStore.ABANDONED.minus(Duration.ofMinutes(20)));
        store.delete(location).block();
    }

    @Test
    void aFileThatLacksAPieceIsNotThere() throws IOException {
        StoredFile file = keep(OrgId.next(), random(600_000));
        database()
                .execute(
                        "DELETE FROM file_chunks WHERE org_id = $1 AND chunk = 1",
                        file.org().value())
                .block();

        assertThat(read(file)).isNull();
    }

    @Test
    void aFileThatIsDeletedWhileItIsReadIsAFailure() throws IOException {
        StoredFile file = keep(OrgId.next(), random(10));
        var found = store.open(file).block();
        store.delete(file.location()).block();

        StepVerifier.create(found.read(0, 10, bytes -> bytes))
                .verifyErrorSatisfies(error ->
                        assertThat(((HubException) error).error().code()).isEqualTo(ErrorCode.STORAGE_ERROR));
    }
}
