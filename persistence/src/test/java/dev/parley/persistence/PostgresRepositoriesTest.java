package dev.parley.persistence;

import dev.parley.persistence.artifact.ArtifactRepositoryContract;
import dev.parley.persistence.audit.AuditRepositoryContract;
import dev.parley.persistence.bot.BotChangeRepositoryContract;
import dev.parley.persistence.bot.BotRepositoryContract;
import dev.parley.persistence.bot.TombstoneRepositoryContract;
import dev.parley.persistence.catchup.CatchUpRepositoryContract;
import dev.parley.persistence.channel.ChannelRepositoryContract;
import dev.parley.persistence.cursor.CursorRepositoryContract;
import dev.parley.persistence.file.FileContentRepositoryContract;
import dev.parley.persistence.file.FileRepositoryContract;
import dev.parley.persistence.idempotency.IdempotencyRepositoryContract;
import dev.parley.persistence.invite.InviteCodeRepositoryContract;
import dev.parley.persistence.journal.JournalRepositoryContract;
import dev.parley.persistence.journal.VisibleEntriesContract;
import dev.parley.persistence.lease.LeaseRepositoryContract;
import dev.parley.persistence.member.MemberRepositoryContract;
import dev.parley.persistence.message.MessageRepositoryContract;
import dev.parley.persistence.node.NodeRepositoryContract;
import dev.parley.persistence.org.OrgRepositoryContract;
import dev.parley.persistence.org.OrgRowsContract;
import dev.parley.persistence.overview.OverviewRepositoryContract;
import dev.parley.persistence.retention.RetentionRepositoryContract;
import dev.parley.persistence.search.SearchIndexRepositoryContract;
import dev.parley.persistence.session.SessionRepository;
import dev.parley.persistence.session.SessionRepositoryContract;
import dev.parley.persistence.session.SqlSessionRepository;
import dev.parley.persistence.stats.StatsRepositoryContract;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.thread.JoinRequestRepositoryContract;
import dev.parley.persistence.thread.ThreadRepositoryContract;
import dev.parley.persistence.ticket.TicketRepositoryContract;
import dev.parley.persistence.token.TokenRepositoryContract;
import dev.parley.persistence.webhook.WebhookDeliveryRepositoryContract;
import dev.parley.persistence.webhook.WebhookLogRepositoryContract;
import dev.parley.persistence.webhook.WebhookRepositoryContract;
import dev.parley.persistence.wsticket.SqlWsTicketRepository;
import dev.parley.persistence.wsticket.WsTicketRepository;
import dev.parley.persistence.wsticket.WsTicketRepositoryContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every repository on PostgreSQL; its twin is {@link H2RepositoriesTest}. */
class PostgresRepositoriesTest {

    @RegisterExtension
    static final TestDatabase POSTGRES = TestDatabase.postgres();

    @Nested
    class TheDatabase implements DatabaseContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class Overviews implements OverviewRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class Channels implements ChannelRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class Members implements MemberRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class Messages implements MessageRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class Threads implements ThreadRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class CatchUp implements CatchUpRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class Bots implements BotRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class Orgs implements OrgRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class OrgRemoval implements OrgRowsContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class InviteCodes implements InviteCodeRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class Tombstones implements TombstoneRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class IdempotencyKeys implements IdempotencyRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class Tickets implements TicketRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class Tokens implements TokenRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class Sessions implements SessionRepositoryContract {
        @Override
        public SessionRepository sessions() {
            return new SqlSessionRepository(POSTGRES.database());
        }
    }

    @Nested
    class JoinRequests implements JoinRequestRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class Artifacts implements ArtifactRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class Files implements FileRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class BotChanges implements BotChangeRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class Webhooks implements WebhookRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class WebhookLogs implements WebhookLogRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class AuditLogs implements AuditRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class Stats implements StatsRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class Retentions implements RetentionRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class Journals implements JournalRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class VisibleEntries implements VisibleEntriesContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class SearchIndexes implements SearchIndexRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class Cursors implements CursorRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class WebhookDeliveries implements WebhookDeliveryRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class FileContents implements FileContentRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class Nodes implements NodeRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class Leases implements LeaseRepositoryContract {
        @Override
        public Database database() {
            return POSTGRES.database();
        }
    }

    @Nested
    class WsTickets implements WsTicketRepositoryContract {
        @Override
        public WsTicketRepository tickets() {
            return new SqlWsTicketRepository(POSTGRES.database());
        }
    }
}
