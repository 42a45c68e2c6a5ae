package dev.parley.server.org;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.bot.SqlBotRepository;
import dev.parley.persistence.org.OrgRepository;
import dev.parley.persistence.org.SqlOrgRepository;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.persistence.token.SqlTokenRepository;
import dev.parley.protocol.OrgId;
import dev.parley.server.auth.Identities;
import dev.parley.server.auth.Revocations;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** How a destruction that was interrupted goes on. */
class OrgDestructionTest {

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private final OrgRepository orgs = new SqlOrgRepository();
    private final List<OrgId> removed = new ArrayList<>();
    private final BlockingQueue<OrgId> closed = new LinkedBlockingQueue<>();
    private boolean diskIsBroken;

    @Test
    void whatASuddenEndLeftBehindIsRemovedLater() {
        OrgId org = TestOrg.in(H2.database()).id();
        H2.database().transaction(queries -> orgs.markDestroyed(queries, org)).block();

        destruction().resume().block();

        assertThat(removed).containsExactly(org);
        assertThat(rows(org)).isZero();
        destruction().resume().block();
        assertThat(removed).as("it is done").containsExactly(org);
    }

    @Test
    void anOrgIsDestroyedEvenIfItsDataCannotBeRemovedNow() {
        OrgId org = TestOrg.in(H2.database()).id();
        diskIsBroken = true;

        destruction().destroy(org).block();

        assertThat(closed).containsExactly(org);
        assertThat(orgs.find(H2.database(), org).block()).isNull();
        assertThat(rows(org)).isEqualTo(1);
        diskIsBroken = false;
        destruction().resume().block();
        assertThat(removed).containsExactly(org);
        assertThat(rows(org)).isZero();
    }

    @Test
    void whoeverAskedForItMayLeave() throws InterruptedException {
        OrgId org = TestOrg.in(H2.database()).id();

        StepVerifier.create(destruction().destroy(org)).thenCancel().verify();

        assertThat(closed.poll(10, TimeUnit.SECONDS)).isEqualTo(org);
        destruction().resume().block();
        assertThat(rows(org)).isZero();
    }

    @Test
    void nothingHappensBeforeTheSubscription() {
        OrgId org = TestOrg.in(H2.database()).id();

        assertThat(destruction().destroy(org)).isNotNull();

        assertThat(rows(org)).isEqualTo(1);
        assertThat(orgs.find(H2.database(), org).block()).isNotNull();
    }

    private static long rows(OrgId org) {
        return H2.database()
                .one("SELECT count(*) AS n FROM orgs WHERE org_id = $1", row -> row.number("n"), org.value())
                .block();
    }

    private OrgDestruction destruction() {
        Identities identities =
                new Identities(H2.database(), new SqlTokenRepository(), new SqlBotRepository(), orgs, System::nanoTime);
        return new OrgDestruction(H2.database(), orgs, List.of(this::remove), identities, new Revocations() {
            @Override
            public void orgDestroyed(OrgId org) {
                closed.add(org);
            }
        });
    }

    private Mono<Void> remove(OrgId org) {
        return Mono.fromRunnable(() -> {
            if (diskIsBroken) {
                throw new IllegalStateException("the disk is broken");
            }
            removed.add(org);
        });
    }
}
