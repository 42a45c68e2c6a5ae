package dev.parley.persistence.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.ArtifactId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.artifact.Artifact;
import dev.parley.protocol.artifact.ArtifactType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of artifacts must do. */
public interface ArtifactRepositoryContract {

    Database database();

    @Test
    default void readsBackEveryField() {
        Shelf shelf = new Shelf(database());
        Artifact full = new Artifact(
                ArtifactId.next(),
                shelf.thread,
                "a.b_c~d-1",
                ArtifactType.JSON,
                "Titel 你好",
                "{\"k\":1}",
                "json",
                "https://x",
                "application/json",
                shelf.ada.id(),
                1,
                true,
                42,
                42);
        shelf.store(full);
        Artifact empty = shelf.put("empty", 1, 43);

        assertThat(shelf.latest()).containsExactly(full, empty);
        assertThat(shelf.versions("a.b_c~d-1")).containsExactly(full);
        assertThat(shelf.versions("A.b_c~d-1")).isEmpty();
    }

    @Test
    default void theLatestVersionsAreListedTheLongestUnchangedFirst() {
        Shelf shelf = new Shelf(database());
        shelf.put("a", 1, 10);
        Artifact b = shelf.put("b", 1, 20);
        Artifact a = shelf.put("a", 2, 30);

        assertThat(shelf.latest()).containsExactly(b, a);
        assertThat(shelf.versions("a")).extracting(Artifact::version).containsExactly(1, 2);
    }

    @Test
    default void findsTheFirstAndTheLatestVersion() {
        Shelf shelf = new Shelf(database());
        assertThat(shelf.ends("a")).isEmpty();
        Artifact first = shelf.put("a", 1, 10);
        assertThat(shelf.ends("a")).containsExactly(first);
        shelf.put("a", 2, 20);
        Artifact third = shelf.put("a", 3, 30);
        assertThat(shelf.ends("a")).containsExactly(first, third);

        database()
                .execute("DELETE FROM artifacts WHERE id = $1", first.id().value())
                .block();
        assertThat(shelf.ends("a")).containsExactly(third);
    }

    @Test
    default void pagesTheLatestVersionsByKey() {
        Shelf shelf = new Shelf(database());
        Artifact c = shelf.put("c", 1, 10);
        shelf.put("a", 1, 20);
        Artifact a = shelf.put("a", 2, 30);
        Artifact b = shelf.put("b", 7, 5);

        assertThat(shelf.page("", 2)).containsExactly(a, b);
        assertThat(shelf.page("b", 2)).containsExactly(c);
        assertThat(shelf.page("aa", 1)).containsExactly(b);
        assertThat(shelf.page("c", 2)).isEmpty();
    }

    @Test
    default void findsTheLatestVersionUpToOne() {
        Shelf shelf = new Shelf(database());
        Artifact second = shelf.put("a", 2, 10);
        Artifact fifth = shelf.put("a", 5, 20);
        shelf.put("b", 3, 20);

        assertThat(shelf.upTo("a", 1)).isNull();
        assertThat(shelf.upTo("a", 2)).isEqualTo(second);
        assertThat(shelf.upTo("a", 4)).isEqualTo(second);
        assertThat(shelf.upTo("a", Integer.MAX_VALUE)).isEqualTo(fifth);
        assertThat(shelf.upTo("c", 9)).isNull();
    }

    @Test
    default void aContributorThatIsGoneIsReadAsNull() {
        Shelf shelf = new Shelf(database());
        shelf.put("a", 1, 10);
        shelf.org.forget(shelf.ada.id());

        assertThat(shelf.latest()).singleElement().matches(artifact -> artifact.contributorId() == null);
    }

    @Test
    default void otherThreadsAndOrganisationsSeeNothing() {
        Shelf shelf = new Shelf(database());
        shelf.put("a", 1, 10);
        ArtifactRepository artifacts = new SqlArtifactRepository();
        OrgId other = TestOrg.in(database()).id();

        assertThat(artifacts.listLatest(database(), other, shelf.thread).block())
                .isEmpty();
        assertThat(artifacts
                        .listLatest(database(), shelf.org.id(), ThreadId.next())
                        .block())
                .isEmpty();
        assertThat(artifacts.listVersions(database(), other, shelf.thread, "a").block())
                .isEmpty();
        assertThat(artifacts
                        .listLatestByKey(database(), other, shelf.thread, "", 9)
                        .block())
                .isEmpty();
        assertThat(artifacts.findUpTo(database(), other, shelf.thread, "a", 9).block())
                .isNull();
        assertThat(artifacts
                        .firstAndLatest(database(), other, shelf.thread, "a")
                        .block())
                .isEmpty();
    }

    /** One thread's artifacts. */
    final class Shelf {

        private final Database database;
        private final ArtifactRepository artifacts = new SqlArtifactRepository();
        final TestOrg org;
        final BotSummary ada;
        final ThreadId thread = ThreadId.next();

        Shelf(Database database) {
            this.database = database;
            org = TestOrg.in(database);
            ada = org.bot("ada");
        }

        Artifact put(String key, int version, long at) {
            return store(new Artifact(
                    ArtifactId.next(),
                    thread,
                    key,
                    ArtifactType.TEXT,
                    null,
                    null,
                    null,
                    null,
                    null,
                    ada.id(),
                    version,
                    false,
                    at,
                    at));
        }

        Artifact store(Artifact artifact) {
            org.insert(ArtifactRepository.INTO, ArtifactRepository.row(org.id(), artifact));
            return artifact;
        }

        List<Artifact> latest() {
            return artifacts.listLatest(database, org.id(), thread).block();
        }

        List<Artifact> versions(String key) {
            return artifacts.listVersions(database, org.id(), thread, key).block();
        }

        List<Artifact> page(String after, int limit) {
            return artifacts
                    .listLatestByKey(database, org.id(), thread, after, limit)
                    .block();
        }

        Artifact upTo(String key, int version) {
            return artifacts.findUpTo(database, org.id(), thread, key, version).block();
        }

        List<Artifact> ends(String key) {
            return artifacts.firstAndLatest(database, org.id(), thread, key).block();
        }
    }
}
