package dev.parley.server.org;

import dev.parley.persistence.org.Org;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.org.OrgStatus;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import reactor.core.publisher.Mono;

/** What becomes of organisations: renamed, suspended, restored, destroyed, given another secret. */
public final class OrgLifecycleRoutes implements Routes {

    private final OrgService orgs;
    private final OrgLifecycle lifecycle;
    private final OrgDestruction destruction;

    public OrgLifecycleRoutes(OrgService orgs, OrgLifecycle lifecycle, OrgDestruction destruction) {
        this.orgs = orgs;
        this.lifecycle = lifecycle;
        this.destruction = destruction;
    }

    @Override
    public void addTo(Router router) {
        router.patch("/api/orgs/{id}", Access.superAdmin(), this::change, OrgLifecycleDocs.CHANGE)
                .delete("/api/orgs/{id}", Access.superAdmin(), this::destroy, OrgLifecycleDocs.DESTROY)
                .post("/api/orgs/{id}/rotate-secret", Access.superAdmin(), this::rotateSecret, OrgLifecycleDocs.ROTATE)
                .post("/api/org/rotate-secret", Access.orgAdmin(), this::rotateOwnSecret, OrgLifecycleDocs.ROTATE_OWN);
    }

    /** An organisation that is not there comes before whatever is wrong with the change. */
    private Mono<Reply> change(Call call) {
        return orgs.require(named(call))
                .flatMap(org -> call.body().map(OrgPatch::from).flatMap(patch -> lifecycle.change(org.id(), patch)))
                .map(org -> Reply.ok(OrgState.of(org)));
    }

    private Mono<Reply> destroy(Call call) {
        return destruction.destroy(named(call)).thenReturn(Reply.noContent());
    }

    private Mono<Reply> rotateSecret(Call call) {
        return lifecycle.rotateSecret(named(call)).map(secret -> Reply.ok(new RotatedSecret(secret)));
    }

    private Mono<Reply> rotateOwnSecret(Call call) {
        OrgId org = OrgContext.find(call.caller()).orElseThrow(OrgLifecycleRoutes::unknown);
        return lifecycle.rotateSecret(org).map(secret -> Reply.ok(new RotatedSecret(secret)));
    }

    private static OrgId named(Call call) {
        return OrgId.parse(call.parameter("id")).orElseThrow(OrgLifecycleRoutes::unknown);
    }

    private static HubException unknown() {
        return HubException.notFound("Organisation");
    }

    record OrgState(OrgId id, String name, OrgStatus status) {
        static OrgState of(Org org) {
            return new OrgState(org.id(), org.name(), org.status());
        }
    }

    record RotatedSecret(String orgSecret) {

        @Override
        public String toString() {
            return "a new org secret";
        }
    }
}
