package dev.parley.server.org;

import dev.parley.persistence.Database;
import dev.parley.persistence.Queries;
import dev.parley.persistence.org.Org;
import dev.parley.persistence.org.OrgCredential;
import dev.parley.persistence.org.OrgListing;
import dev.parley.persistence.org.OrgRepository;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.org.OrgStatus;
import dev.parley.server.auth.Identities;
import dev.parley.server.auth.Secrets;
import java.time.Clock;
import java.util.List;
import reactor.core.publisher.Mono;

/** Creates organisations and tells of them. */
public final class OrgService {

    private final Database database;
    private final OrgRepository orgs;
    private final Identities identities;
    private final Clock clock;
    private final boolean persistMessages;

    /** @param persistMessages the flag of an organisation that is created without one */
    public OrgService(
            Database database, OrgRepository orgs, Identities identities, Clock clock, boolean persistMessages) {
        this.database = database;
        this.orgs = orgs;
        this.identities = identities;
        this.clock = clock;
        this.persistMessages = persistMessages;
    }

    /** The new organisation and its secret, which is shown this once. */
    Mono<NewOrg> create(CreateOrg request) {
        return database.transaction(queries -> create(queries, request));
    }

    /** As above, as part of a transaction. */
    public Mono<NewOrg> create(Queries transaction, CreateOrg request) {
        return Mono.defer(() -> {
            String secret = Secrets.orgSecret();
            boolean persists = request.persistMessages().orElse(persistMessages);
            Org org = new Org(OrgId.next(), request.name(), persists, OrgStatus.ACTIVE, clock.millis());
            OrgCredential credential = new OrgCredential(org, Secrets.hash(secret));
            return orgs.insert(transaction, credential).thenReturn(new NewOrg(org, secret));
        });
    }

    /** Every organisation, oldest first. */
    Mono<List<OrgListing>> list() {
        return orgs.list(database);
    }

    /** Fails with {@code NOT_FOUND} when the organisation is gone. */
    public Mono<Org> require(OrgId org) {
        return identities.org(org).switchIfEmpty(Mono.error(() -> HubException.notFound("Organisation")));
    }

    /**
     * An organisation that has just been created.
     *
     * @param secret shown this once
     */
    public record NewOrg(Org org, String secret) {

        @Override
        public String toString() {
            return "new org " + org.id();
        }
    }
}
