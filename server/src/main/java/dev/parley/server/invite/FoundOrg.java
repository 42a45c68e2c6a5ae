package dev.parley.server.invite;

import dev.parley.protocol.Fields;
import dev.parley.server.http.Body;
import dev.parley.server.org.CreateOrg;
import java.util.Optional;

/** An organisation that somebody wants to found with an invite code. */
record FoundOrg(String inviteCode, String name) {

    /** In UTF-16 code units. */
    static final int MAX_NAME = 128;

    /** Longer than every code that is one. */
    static final int MAX_CODE = 256;

    /** Fails with {@code VALIDATION_ERROR}: the code, then the name. */
    static FoundOrg from(Body body) {
        String code = Fields.requireText(body.json("invite_code"), "invite_code", MAX_CODE);
        return new FoundOrg(code, Fields.requireText(body.json("name"), "name", MAX_NAME));
    }

    CreateOrg org() {
        return new CreateOrg(name, Optional.empty());
    }

    /** Without the code. */
    @Override
    public String toString() {
        return "founding of " + name;
    }
}
