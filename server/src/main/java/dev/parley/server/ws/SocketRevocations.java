package dev.parley.server.ws;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.server.auth.Caller;
import dev.parley.server.auth.Revocations;
import dev.parley.server.fanout.Connection;
import dev.parley.server.fanout.Connection.Close;
import dev.parley.server.fanout.Fanout;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** Closes the connections of what was revoked, after everything that was pushed to them before. */
public final class SocketRevocations implements Revocations {

    private final Fanout fanout;

    public SocketRevocations(Fanout fanout) {
        this.fanout = fanout;
    }

    @Override
    public void sessionEnded(OrgId org, String sessionRef) {
        closeWhere(org, caller -> caller.hasSession(sessionRef), CloseCodes.SESSION_ENDED);
    }

    @Override
    public void tokenRevoked(OrgId org, UUID tokenId) {
        closeWhere(org, caller -> caller.hasToken(tokenId), CloseCodes.TOKEN_GONE);
    }

    @Override
    public void botDeleted(OrgId org, BotId bot) {
        close(fanout.connectionsOf(org, bot), CloseCodes.BOT_DELETED);
    }

    @Override
    public void botRejected(OrgId org, BotId bot) {
        close(fanout.connectionsOf(org, bot), CloseCodes.BOT_REJECTED);
    }

    @Override
    public void botDemoted(OrgId org, BotId bot) {
        close(fanout.connectionsOf(org, bot), CloseCodes.BOT_DEMOTED);
    }

    @Override
    public void orgSuspended(OrgId org) {
        close(fanout.connectionsOf(org), CloseCodes.ORG_SUSPENDED);
    }

    @Override
    public void orgDestroyed(OrgId org) {
        close(fanout.connectionsOf(org), CloseCodes.ORG_DESTROYED);
    }

    private void closeWhere(OrgId org, Predicate<Caller> matches, Close reason) {
        close(
                fanout.connectionsOf(org).stream()
                        .filter(connection -> matches.test(connection.caller()))
                        .toList(),
                reason);
    }

    private void close(List<Connection> connections, Close reason) {
        connections.forEach(connection -> fanout.close(connection, reason));
    }
}
