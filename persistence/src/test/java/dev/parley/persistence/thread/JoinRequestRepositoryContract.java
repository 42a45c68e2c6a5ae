package dev.parley.persistence.thread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.JoinRequestId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.thread.JoinRequest;
import dev.parley.protocol.thread.JoinRequestStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of requests to join threads must do. */
public interface JoinRequestRepositoryContract {

    Database database();

    @Test
    default void findsWhatIsPendingByIdAndByBot() {
        Queue queue = new Queue(database());
        JoinRequest adas = queue.ask(queue.ada, 10);
        JoinRequest bobs = queue.ask(queue.bob, 20);

        assertThat(queue.find(adas.id())).isEqualTo(adas);
        assertThat(queue.of(queue.bob)).isEqualTo(bobs);
        assertThat(queue.pending(10)).containsExactly(adas, bobs);
        assertThat(queue.pending(1)).containsExactly(adas);
    }

    @Test
    default void whatIsDecidedIsNoLongerPending() {
        Queue queue = new Queue(database());
        JoinRequest first = queue.ask(queue.ada, 10);

        assertThat(queue.decide(queue.ada, JoinRequestStatus.REJECTED)).isEqualTo(1);
        assertThat(queue.decide(queue.ada, JoinRequestStatus.APPROVED)).isZero();
        assertThat(queue.find(first.id())).isNull();
        assertThat(queue.of(queue.ada)).isNull();
        assertThat(queue.pending(10)).isEmpty();

        JoinRequest second = queue.ask(queue.ada, 20);
        assertThat(queue.of(queue.ada)).isEqualTo(second);
    }

    @Test
    default void otherThreadsAndOrganisationsSeeNothing() {
        Queue queue = new Queue(database());
        JoinRequest request = queue.ask(queue.ada, 10);
        JoinRequestRepository requests = new SqlJoinRequestRepository();
        OrgId otherOrg = TestOrg.in(database()).id();

        assertThat(requests.findPending(database(), queue.org.id(), ThreadId.next(), request.id())
                        .block())
                .isNull();
        assertThat(requests.findPending(database(), otherOrg, queue.thread, request.id())
                        .block())
                .isNull();
        assertThat(requests.findPending(database(), otherOrg, queue.thread, queue.ada.id())
                        .block())
                .isNull();
        assertThat(requests.listPending(database(), otherOrg, queue.thread, 9).block())
                .isEmpty();
        assertThat(requests.decide(
                                database(),
                                otherOrg,
                                queue.thread,
                                queue.ada.id(),
                                JoinRequestStatus.REJECTED,
                                queue.bob.id(),
                                1)
                        .block())
                .isZero();
    }

    @Test
    default void aRequestOfABotThatIsGoneIsNotFound() {
        Queue queue = new Queue(database());
        JoinRequest request = queue.ask(queue.ada, 10);
        queue.org.forget(queue.ada.id());

        assertThat(queue.find(request.id())).isNull();
        assertThat(queue.pending(10)).isEmpty();
    }

    /** A thread with those who want to join it. */
    final class Queue {

        private final Database database;
        private final JoinRequestRepository requests = new SqlJoinRequestRepository();
        final TestOrg org;
        final ThreadId thread = ThreadId.next();
        final BotSummary ada;
        final BotSummary bob;

        Queue(Database database) {
            this.database = database;
            org = TestOrg.in(database);
            ada = org.bot("ada");
            bob = org.bot("bob");
        }

        JoinRequest ask(BotSummary bot, long at) {
            JoinRequest request = new JoinRequest(
                    JoinRequestId.next(), thread, bot.id(), JoinRequestStatus.PENDING, at, null, null, bot.name());
            org.insert(JoinRequestRepository.INTO, JoinRequestRepository.row(org.id(), request));
            return request;
        }

        JoinRequest find(JoinRequestId id) {
            return requests.findPending(database, org.id(), thread, id).block();
        }

        JoinRequest of(BotSummary bot) {
            return requests.findPending(database, org.id(), thread, bot.id()).block();
        }

        List<JoinRequest> pending(int limit) {
            return requests.listPending(database, org.id(), thread, limit).block();
        }

        long decide(BotSummary bot, JoinRequestStatus decision) {
            return requests.decide(database, org.id(), thread, bot.id(), decision, bob.id(), 99)
                    .block();
        }
    }
}
