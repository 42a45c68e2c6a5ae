package dev.parley.server.org;

import dev.parley.protocol.Fields;
import dev.parley.server.http.Body;
import java.util.Optional;

/**
 * A new organisation.
 *
 * @param persistMessages empty for the server's default
 */
public record CreateOrg(String name, Optional<Boolean> persistMessages) {

    /** In UTF-16 code units. */
    static final int MAX_NAME = 256;

    static CreateOrg from(Body body) {
        return new CreateOrg(
                Fields.requireText(body.json("name"), "name", MAX_NAME), body.optionalBoolean("persist_messages"));
    }
}
