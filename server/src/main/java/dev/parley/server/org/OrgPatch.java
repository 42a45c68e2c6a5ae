package dev.parley.server.org;

import dev.parley.persistence.org.Org;
import dev.parley.protocol.Fields;
import dev.parley.protocol.HubException;
import dev.parley.protocol.org.OrgStatus;
import dev.parley.server.http.Body;
import java.util.Optional;

/** What the operator changes of an organisation; what is empty stays. */
record OrgPatch(Optional<OrgStatus> status, Optional<String> name) {

    /** Fails with {@code VALIDATION_ERROR}: status, then name. */
    static OrgPatch from(Body body) {
        return new OrgPatch(
                body.has("status") ? Optional.of(status(body)) : Optional.empty(),
                body.has("name")
                        ? Optional.of(Fields.requireText(body.json("name"), "name", CreateOrg.MAX_NAME))
                        : Optional.empty());
    }

    private static OrgStatus status(Body body) {
        return Fields.text(body.json("status"))
                .flatMap(OrgStatus::parse)
                .orElseThrow(() -> HubException.invalid("status must be active or suspended; DELETE destroys an org"));
    }

    Org applyTo(Org old) {
        return new Org(
                old.id(), name.orElse(old.name()), old.persistMessages(), status.orElse(old.status()), old.createdAt());
    }
}
