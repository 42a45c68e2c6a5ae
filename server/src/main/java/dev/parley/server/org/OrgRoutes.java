package dev.parley.server.org;

import dev.parley.persistence.org.Org;
import dev.parley.persistence.org.OrgListing;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.org.OrgStatus;
import dev.parley.server.auth.Access;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import reactor.core.publisher.Mono;

/** Organisations, for their operator and for those who belong to one. */
public final class OrgRoutes implements Routes {

    private final OrgService orgs;
    private final OrgSettingsService settings;

    public OrgRoutes(OrgService orgs, OrgSettingsService settings) {
        this.orgs = orgs;
        this.settings = settings;
    }

    @Override
    public void addTo(Router router) {
        router.post("/api/orgs", Access.superAdmin(), this::create, OrgDocs.CREATE)
                .get("/api/orgs", Access.superAdmin(), this::list, OrgDocs.LIST)
                .get("/api/org", Access.orgOrBot(), this::own, OrgDocs.OWN)
                .get("/api/org/settings", Access.orgAdmin(), this::settings, OrgDocs.SETTINGS)
                .patch("/api/org/settings", Access.orgAdmin(), this::changeSettings, OrgDocs.CHANGE_SETTINGS);
    }

    private Mono<Reply> create(Call call) {
        return call.body().map(CreateOrg::from).flatMap(orgs::create).map(created -> Reply.ok(CreatedOrg.of(created)));
    }

    private Mono<Reply> list(Call call) {
        return orgs.list()
                .map(found -> Reply.ok(found.stream().map(ListedOrg::of).toList()));
    }

    private Mono<Reply> own(Call call) {
        return orgs.require(OrgContext.require(call.caller()))
                .map(org -> Reply.ok(new OwnOrg(org.id(), org.name(), org.status())));
    }

    private Mono<Reply> settings(Call call) {
        return settings.get(call.caller()).map(Reply::ok);
    }

    private Mono<Reply> changeSettings(Call call) {
        return call.body()
                .map(SettingsPatch::from)
                .flatMap(patch -> settings.change(call.caller(), patch))
                .map(Reply::ok);
    }

    record CreatedOrg(
            OrgId id, String name, String orgSecret, boolean persistMessages, OrgStatus status, long createdAt) {
        static CreatedOrg of(OrgService.NewOrg created) {
            Org org = created.org();
            return new CreatedOrg(
                    org.id(), org.name(), created.secret(), org.persistMessages(), org.status(), org.createdAt());
        }
    }

    /** Approval is a number here, 0 or 1, as clients have always known it. */
    record ListedOrg(
            OrgId id,
            String name,
            boolean persistMessages,
            OrgStatus status,
            long createdAt,
            int joinApprovalRequired,
            long botCount) {
        static ListedOrg of(OrgListing listing) {
            Org org = listing.org();
            return new ListedOrg(
                    org.id(),
                    org.name(),
                    org.persistMessages(),
                    org.status(),
                    org.createdAt(),
                    listing.joinApprovalRequired() ? 1 : 0,
                    listing.botCount());
        }
    }

    record OwnOrg(OrgId id, String name, OrgStatus status) {}
}
