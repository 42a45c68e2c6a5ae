package dev.parley.server.events;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.server.auth.Revocations;
import java.util.UUID;

/** Lets nobody wait whose credentials have ended. */
public final class PollRevocations implements Revocations {

    private final WaitingPolls polls;

    public PollRevocations(WaitingPolls polls) {
        this.polls = polls;
    }

    @Override
    public void sessionEnded(OrgId org, String sessionRef) {
        polls.end(caller -> caller.hasSession(sessionRef));
    }

    @Override
    public void tokenRevoked(OrgId org, UUID tokenId) {
        polls.end(caller -> caller.hasToken(tokenId));
    }

    @Override
    public void botDeleted(OrgId org, BotId bot) {
        polls.end(caller -> caller.bot().equals(bot));
    }

    @Override
    public void botRejected(OrgId org, BotId bot) {
        polls.end(caller -> caller.bot().equals(bot));
    }

    @Override
    public void orgSuspended(OrgId org) {
        polls.end(caller -> caller.org().equals(org));
    }

    @Override
    public void orgDestroyed(OrgId org) {
        polls.end(caller -> caller.org().equals(org));
    }
}
