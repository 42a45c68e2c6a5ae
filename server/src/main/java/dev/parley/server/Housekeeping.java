package dev.parley.server;

import dev.parley.persistence.Batches;
import dev.parley.persistence.audit.SqlAuditRepository;
import dev.parley.persistence.journal.SqlJournalRepository;
import dev.parley.persistence.member.SqlMemberRepository;
import dev.parley.persistence.org.SqlOrgSettingsRepository;
import dev.parley.persistence.retention.SqlRetentionRepository;
import dev.parley.persistence.thread.SqlThreadRepository;
import dev.parley.persistence.ticket.SqlTicketRepository;
import dev.parley.persistence.token.SqlTokenRepository;
import dev.parley.persistence.token.TokenRepository;
import dev.parley.server.audit.AuditLog;
import dev.parley.server.lifecycle.Lifecycle;
import dev.parley.server.thread.IdleThreads;
import dev.parley.server.thread.LaneThreads;
import dev.parley.server.ticket.Tickets;
import reactor.core.publisher.Mono;

/** All that the hub lets go of because of its age, put together; four times a day, see {@link Jobs#cleanUp}. */
final class Housekeeping {

    private Housekeeping() {}

    /** Begins with it; the lifecycle can also be run out of turn. */
    static Lifecycle begin(Core core) {
        Jobs jobs = core.jobs();
        Lifecycle lifecycle = lifecycle(core);
        jobs.cleanUp("the lifecycle of organisations", lifecycle.run());
        jobs.cleanUp(
                "removing old audit rows",
                new AuditLog(core.database(), new SqlAuditRepository(), core.clock()).removeOld());
        jobs.cleanUp("removing old answers to idempotency keys", core.journal().removeOldAnswers());
        jobs.cleanUp("removing expired tokens", removeExpiredTokens(core, new SqlTokenRepository()));
        jobs.cleanUp(
                "removing expired tickets",
                new Tickets(core.database(), new SqlTicketRepository(), core.clock()).removeExpired());
        return lifecycle;
    }

    private static Lifecycle lifecycle(Core core) {
        LaneThreads threads = new LaneThreads(new SqlThreadRepository(), new SqlMemberRepository());
        return new Lifecycle(
                core.database(),
                core.journal(),
                new SqlOrgSettingsRepository(),
                new SqlRetentionRepository(),
                new SqlJournalRepository(),
                new IdleThreads(core.journal(), threads),
                core.settings().journal().retention(),
                core.clock(),
                core.registry());
    }

    private static Mono<Void> removeExpiredTokens(Core core, TokenRepository tokens) {
        return Batches.all(
                TokenRepository.MAX_DELETED,
                () -> tokens.deleteExpired(core.database(), core.clock().millis()));
    }
}
