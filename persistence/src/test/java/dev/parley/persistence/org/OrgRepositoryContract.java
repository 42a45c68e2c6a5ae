package dev.parley.persistence.org;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.org.OrgSettings;
import dev.parley.protocol.org.OrgStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of organisations and their settings must do. */
public interface OrgRepositoryContract {

    Database database();

    @Test
    default void findsAnOrganisationAsItWasStored() {
        Org org = insert("Acme & Söhne", 17);

        assertThat(orgs().find(database(), org.id()).block()).isEqualTo(org);
        assertThat(orgs().findCredential(database(), org.id()).block()).isEqualTo(new OrgCredential(org, "a hash"));
        assertThat(orgs().find(database(), OrgId.next()).block()).isNull();
        assertThat(orgs().findCredential(database(), OrgId.next()).block()).isNull();
    }

    @Test
    default void anOrganisationHasAJournal() {
        Org org = insert("acme", 17);

        assertThat(database()
                        .one(
                                "SELECT position FROM org_positions WHERE org_id = $1",
                                row -> row.number("position"),
                                org.id().value())
                        .block())
                .isZero();
    }

    @Test
    default void listsOrganisationsOldestFirstWithTheirBots() {
        Org younger = insert("younger", -1);
        Org older = insert("older", -2);
        TestOrg.existing(database(), older.id()).bot("one");
        TestOrg.existing(database(), older.id()).bot("two");
        settings()
                .save(database(), withApproval(OrgSettings.defaults(older.id())))
                .block();

        List<OrgListing> listed = orgs().list(database()).block().stream()
                .filter(listing -> List.of(younger, older).contains(listing.org()))
                .toList();

        assertThat(listed).containsExactly(new OrgListing(older, true, 2), new OrgListing(younger, false, 0));
    }

    @Test
    default void nameStatusAndSecretAreReplaced() {
        Org org = insert("acme", 17);
        Org other = insert("globex", 17);

        assertThat(orgs().update(database(), org.id(), "Acme", OrgStatus.SUSPENDED)
                        .block())
                .isTrue();
        assertThat(orgs().updateSecret(database(), org.id(), "another hash").block())
                .isTrue();

        Org changed = new Org(org.id(), "Acme", true, OrgStatus.SUSPENDED, 17);
        assertThat(orgs().findCredential(database(), org.id()).block())
                .isEqualTo(new OrgCredential(changed, "another hash"));
        assertThat(orgs().findCredential(database(), other.id()).block()).isEqualTo(new OrgCredential(other, "a hash"));
    }

    @Test
    default void aDestroyedOrganisationIsNotThereAnyMore() {
        Org org = insert("acme", 17);

        assertThat(markDestroyed(org.id())).isTrue();
        assertThat(markDestroyed(org.id())).as("once only").isFalse();
        assertThat(markDestroyed(OrgId.next())).isFalse();

        assertThat(orgs().find(database(), org.id()).block()).isNull();
        assertThat(orgs().findCredential(database(), org.id()).block()).isNull();
        assertThat(orgs().list(database()).block()).extracting(OrgListing::org).doesNotContain(org);
        assertThat(orgs().update(database(), org.id(), "Acme", OrgStatus.ACTIVE).block())
                .isFalse();
        assertThat(orgs().updateSecret(database(), org.id(), "another hash").block())
                .isFalse();
        assertThat(orgs().listDestroyed(database(), 1_000).block()).contains(org.id());
    }

    private boolean markDestroyed(OrgId org) {
        return database()
                .transaction(queries -> orgs().markDestroyed(queries, org))
                .block();
    }

    @Test
    default void settingsAreTheDefaultsUntilTheyAreChanged() {
        OrgId org = insert("acme", 17).id();
        OrgId other = insert("globex", 17).id();
        OrgSettings changed = new OrgSettings(
                org, 2_000_000_000L, 3_000_000_000L, 1, 2L, 3L, 4L, new RawJson("{\"write\":[\"*\"]}"), 99, true);

        assertThat(settings().get(database(), org).block()).isEqualTo(OrgSettings.defaults(org));
        settings().save(database(), changed).block();
        assertThat(settings().get(database(), org).block()).isEqualTo(changed);
        settings().save(database(), OrgSettings.defaults(org)).block();
        assertThat(settings().get(database(), org).block()).isEqualTo(OrgSettings.defaults(org));
        assertThat(settings().get(database(), other).block()).isEqualTo(OrgSettings.defaults(other));
    }

    private Org insert(String name, long createdAt) {
        Org org = new Org(OrgId.next(), name, true, OrgStatus.ACTIVE, createdAt);
        database()
                .transaction(queries -> orgs().insert(queries, new OrgCredential(org, "a hash")))
                .block();
        return org;
    }

    private static OrgSettings withApproval(OrgSettings settings) {
        return new OrgSettings(settings.orgId(), 1, 1, 1, null, null, null, null, 0, true);
    }

    private static OrgRepository orgs() {
        return new SqlOrgRepository();
    }

    private static OrgSettingsRepository settings() {
        return new SqlOrgSettingsRepository();
    }
}
