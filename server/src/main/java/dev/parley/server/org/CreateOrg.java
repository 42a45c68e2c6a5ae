package dev.parley.server.org;

import dev.parley.server.http.Body;
import java.util.Optional;

/**
 * A new organisation.
 *
 * @param persistMessages empty for the server's default
 */
record CreateOrg(String name, Optional<Boolean> persistMessages) {

    static CreateOrg from(Body body) {
        return new CreateOrg(body.requiredString("name"), body.optionalBoolean("persist_messages"));
    }
}
