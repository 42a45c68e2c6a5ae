package dev.parley.server.auth;

import java.util.Optional;

/**
 * What a request presents to say who makes it.
 *
 * @param session the live session of its cookie, already looked up; it wins over the token
 * @param bearer the token of {@code Authorization: Bearer}
 * @param orgId the text of {@code X-Org-Id}, which must name the org of the bot whose token it is
 */
public record Credentials(Optional<Session> session, Optional<String> bearer, Optional<String> orgId) {

    /** Whether there is nothing to authenticate with. */
    public boolean isEmpty() {
        return session.isEmpty() && bearer.isEmpty();
    }

    /** Never shows the token. */
    @Override
    public String toString() {
        return "credentials" + (session.isPresent() ? " of " + session.get().info() : "")
                + (bearer.isPresent() ? " with a token" : "");
    }
}
