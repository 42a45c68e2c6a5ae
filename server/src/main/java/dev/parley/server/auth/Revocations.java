package dev.parley.server.auth;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import java.util.List;
import java.util.UUID;

/**
 * Is told that a credential has ended, to close the connections opened with it: after the commit, and after the caches
 * were told, as a connection that comes in meanwhile looks there once more. Must not block.
 */
public interface Revocations {

    /** Has nothing to close. */
    Revocations NONE = new Revocations() {};

    /**
     * A session ended: logout, too many of them, an organisation's secret replaced.
     *
     * @param sessionRef {@link SessionInfo#ref} of the callers concerned
     */
    default void sessionEnded(OrgId org, String sessionRef) {}

    /** One token of a bot is gone; the sessions that began with it are ended one by one. */
    default void tokenRevoked(OrgId org, UUID tokenId) {}

    /** A bot is gone, with all its tokens. */
    default void botDeleted(OrgId org, BotId bot) {}

    /** A bot lost its admission to the organisation. */
    default void botRejected(OrgId org, BotId bot) {}

    /** A bot administers its organisation no longer; it may come back as what it is now. */
    default void botDemoted(OrgId org, BotId bot) {}

    /** Nobody of the organisation may do anything for now. */
    default void orgSuspended(OrgId org) {}

    /** The organisation is gone. */
    default void orgDestroyed(OrgId org) {}

    /** Tells one after the other. */
    static Revocations all(Revocations... several) {
        return new RevocationsOfSeveral(List.of(several));
    }
}
