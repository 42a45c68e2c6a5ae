package dev.parley.server.auth;

import dev.parley.persistence.session.StoredSession;

/**
 * A session that has just begun.
 *
 * @param cookie the secret for the browser, shown this once
 */
record NewSession(String cookie, StoredSession session) {

    @Override
    public String toString() {
        return "session " + session.ref();
    }
}
