package dev.parley.server.org;

import dev.parley.protocol.schema.Schema;
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

    static final Schema SCHEMA = Schema.object()
            .required("name", Schema.name(MAX_NAME))
            .optional("persist_messages", Schema.flag().orNull().describe("Kept and shown, without effect."));

    static CreateOrg from(Body body) {
        return new CreateOrg(body.requiredString("name", MAX_NAME), body.optionalBoolean("persist_messages"));
    }
}
