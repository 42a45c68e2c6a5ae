package dev.parley.server.org;

import dev.parley.persistence.Database;
import dev.parley.persistence.org.OrgRepository;
import dev.parley.persistence.org.OrgRows;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.server.Detached;
import dev.parley.server.auth.Identities;
import dev.parley.server.auth.Revocations;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Destroys organisations: at once for everybody who would use one, in the time it takes for what it kept. The mark is the
 * decision; what is to be removed after it can be interrupted anywhere and is taken up again by {@link #resume}.
 */
public final class OrgDestruction {

    private static final Logger LOG = LoggerFactory.getLogger(OrgDestruction.class);

    /** How long the answer waits for the data to go; a large organisation's goes on without. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int MAX_RESUMED = 100;

    private final Database database;
    private final OrgRepository orgs;
    private final OrgRows rows;
    private final List<OrgData> data;
    private final Identities identities;
    private final Revocations revocations;

    /** @param data what is to be removed besides rows, in this order */
    public OrgDestruction(
            Database database, OrgRepository orgs, List<OrgData> data, Identities identities, Revocations revocations) {
        this.database = database;
        this.orgs = orgs;
        this.rows = new OrgRows(database);
        this.data = List.copyOf(data);
        this.identities = identities;
        this.revocations = revocations;
    }

    /** Nobody can use the organisation any more when this completes. Fails with {@code NOT_FOUND}. */
    Mono<Void> destroy(OrgId org) {
        return Detached.of(mark(org)).then(remove(org).timeout(PATIENCE, Mono.empty()));
    }

    private Mono<Boolean> mark(OrgId org) {
        return database.transaction(queries -> orgs.markDestroyed(queries, org))
                .filter(marked -> marked)
                .switchIfEmpty(Mono.error(() -> HubException.notFound("Organisation")))
                .doOnNext(marked -> {
                    identities.orgChanged(org);
                    revocations.orgDestroyed(org);
                });
    }

    /** Goes on with what was interrupted; to be run now and then. */
    public Mono<Void> resume() {
        return orgs.listDestroyed(database, MAX_RESUMED)
                .flatMapMany(Flux::fromIterable)
                .concatMap(this::remove)
                .then();
    }

    /** Never fails: the organisation is destroyed, whatever is left of it for the next run. */
    private Mono<Void> remove(OrgId org) {
        return Flux.fromIterable(data)
                .concatMap(kept -> kept.remove(org))
                .then(rows.remove(org))
                .filter(gone -> gone)
                .doOnNext(gone -> LOG.info("all that org {} kept is gone", org))
                .then()
                .onErrorResume(error -> {
                    LOG.warn("removing what org {} kept was interrupted and goes on later", org, error);
                    return Mono.empty();
                });
    }
}
