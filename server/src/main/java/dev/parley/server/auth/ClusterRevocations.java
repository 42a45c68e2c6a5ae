package dev.parley.server.auth;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.server.cluster.Notice;
import dev.parley.server.cluster.Notice.Kind;
import dev.parley.server.cluster.Notices;
import java.util.UUID;

/** Tells this node and all others: the connections of what ends here may be there. */
public final class ClusterRevocations implements Revocations {

    private final Revocations here;
    private final Notices notices;

    /** @param here is also told what other nodes tell */
    public ClusterRevocations(Revocations here, Notices notices) {
        this.here = here;
        this.notices = notices;
        notices.hear(Kind.SESSION_ENDED, notice -> here.sessionEnded(notice.orgId(), notice.text()));
        notices.hear(Kind.TOKEN_REVOKED, notice -> here.tokenRevoked(notice.orgId(), notice.subject()));
        notices.hear(Kind.BOT_DELETED, notice -> here.botDeleted(notice.orgId(), notice.bot()));
        notices.hear(Kind.BOT_REJECTED, notice -> here.botRejected(notice.orgId(), notice.bot()));
        notices.hear(Kind.BOT_DEMOTED, notice -> here.botDemoted(notice.orgId(), notice.bot()));
        notices.hear(Kind.ORG_SUSPENDED, notice -> here.orgSuspended(notice.orgId()));
        notices.hear(Kind.ORG_DESTROYED, notice -> here.orgDestroyed(notice.orgId()));
    }

    @Override
    public void sessionEnded(OrgId org, String sessionRef) {
        here.sessionEnded(org, sessionRef);
        notices.tell(Notice.sessionEnded(org, sessionRef));
    }

    @Override
    public void tokenRevoked(OrgId org, UUID tokenId) {
        here.tokenRevoked(org, tokenId);
        notices.tell(Notice.tokenRevoked(org, tokenId));
    }

    @Override
    public void botDeleted(OrgId org, BotId bot) {
        here.botDeleted(org, bot);
        notices.tell(Notice.ofBot(Kind.BOT_DELETED, org, bot));
    }

    @Override
    public void botRejected(OrgId org, BotId bot) {
        here.botRejected(org, bot);
        notices.tell(Notice.ofBot(Kind.BOT_REJECTED, org, bot));
    }

    @Override
    public void botDemoted(OrgId org, BotId bot) {
        here.botDemoted(org, bot);
        notices.tell(Notice.ofBot(Kind.BOT_DEMOTED, org, bot));
    }

    @Override
    public void orgSuspended(OrgId org) {
        here.orgSuspended(org);
        notices.tell(Notice.ofOrg(Kind.ORG_SUSPENDED, org));
    }

    @Override
    public void orgDestroyed(OrgId org) {
        here.orgDestroyed(org);
        notices.tell(Notice.ofOrg(Kind.ORG_DESTROYED, org));
    }
}
