package dev.parley.server.auth;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import java.util.List;
import java.util.UUID;

/** Passes on what it is told, to one after the other. */
record RevocationsOfSeveral(List<Revocations> all) implements Revocations {

    @Override
    public void sessionEnded(OrgId org, String sessionRef) {
        all.forEach(one -> one.sessionEnded(org, sessionRef));
    }

    @Override
    public void tokenRevoked(OrgId org, UUID tokenId) {
        all.forEach(one -> one.tokenRevoked(org, tokenId));
    }

    @Override
    public void botDeleted(OrgId org, BotId bot) {
        all.forEach(one -> one.botDeleted(org, bot));
    }

    @Override
    public void botRejected(OrgId org, BotId bot) {
        all.forEach(one -> one.botRejected(org, bot));
    }

    @Override
    public void botDemoted(OrgId org, BotId bot) {
        all.forEach(one -> one.botDemoted(org, bot));
    }

    @Override
    public void orgSuspended(OrgId org) {
        all.forEach(one -> one.orgSuspended(org));
    }

    @Override
    public void orgDestroyed(OrgId org) {
        all.forEach(one -> one.orgDestroyed(org));
    }
}
