package dev.parley.server.org;

import dev.parley.persistence.journal.Position;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.org.OrgSettings;
import dev.parley.server.audit.Audit;
import dev.parley.server.auth.Caller;
import dev.parley.server.journal.Journal;
import dev.parley.server.journal.LaneTransaction;
import reactor.core.publisher.Mono;

/** Shows and changes what administrators decide for their organisation. */
public final class OrgSettingsService {

    private final Journal journal;
    private final OrgSettingsCache settings;

    public OrgSettingsService(Journal journal, OrgSettingsCache settings) {
        this.journal = journal;
        this.settings = settings;
    }

    /** The settings of the caller's organisation; the defaults of none for a super admin. */
    Mono<OrgSettings> get(Caller caller) {
        return OrgContext.find(caller).map(settings::settings).orElseGet(() -> Mono.just(OrgSettings.defaults(null)));
    }

    /** Fails with {@code ORG_CONTEXT_REQUIRED}. */
    Mono<OrgSettings> change(Caller caller, SettingsPatch patch) {
        OrgId org = OrgContext.require(caller);
        return journal.append(org, lane -> settings.inLane(lane).flatMap(old -> change(lane, old, patch)));
    }

    private Mono<OrgSettings> change(LaneTransaction lane, OrgSettings old, SettingsPatch patch) {
        long position = lane.nextPosition();
        Audit.record(lane, position, null, "settings.update", "org_settings", lane.org(), patch.changes());
        return settings.save(lane, patch.applyTo(old, Position.millis(position)));
    }
}
