package dev.parley.persistence.org;

import dev.parley.persistence.Queries;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.org.OrgSettings;
import reactor.core.publisher.Mono;

/** Where organisations' settings are kept. */
public interface OrgSettingsRepository {

    /** The settings in force: the defaults for an organisation that never changed any. */
    Mono<OrgSettings> get(Queries queries, OrgId org);

    /** Stores all settings of the organisation they name; to be run in its lane. */
    Mono<Void> save(Queries queries, OrgSettings settings);
}
