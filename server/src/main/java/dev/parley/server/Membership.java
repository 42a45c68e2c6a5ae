package dev.parley.server;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.parley.persistence.Database;
import dev.parley.persistence.bot.SqlBotRepository;
import dev.parley.persistence.journal.SqlJournalRepository;
import dev.parley.persistence.lease.SqlLeaseRepository;
import dev.parley.persistence.node.SqlNodeRepository;
import dev.parley.protocol.Ids;
import dev.parley.server.cluster.BusNotices;
import dev.parley.server.cluster.CommitRelay;
import dev.parley.server.cluster.NodeBus;
import dev.parley.server.cluster.Notices;
import dev.parley.server.fanout.Fanout;
import dev.parley.server.journal.CommitListener;
import dev.parley.server.journal.Following;
import dev.parley.server.presence.ClusterPresence;
import dev.parley.server.presence.HubPresence;
import dev.parley.server.presence.LocalPresence;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import reactor.core.scheduler.Schedulers;

/**
 * What a node has to do with the others, put together: whose bots are online, what everybody must know, whose turn it is, what
 * is committed.
 *
 * @param node this one's id, for as long as the process lives
 * @param jobs those that every node does, and those that one does for all
 * @param commits is to be told of this node's commits
 */
record Membership(
        UUID node, HubPresence presence, Notices notices, Jobs jobs, Following following, CommitListener commits) {

    private static final Duration JOIN = Duration.ofSeconds(30);

    /** There are no others: nothing of this costs anything. */
    static Membership alone(Fanout fanout, CommitListener told, Closer closer) {
        return new Membership(
                Ids.next(),
                new LocalPresence(fanout),
                Notices.ALONE,
                begin(Turns.ALONE, closer),
                Following.NOBODY,
                told);
    }

    /**
     * Joins the others; blocks until it knows them. Leaves them when all is closed, after the jobs have ended.
     *
     * @param told of the commits of all nodes
     */
    static Membership join(
            Database database,
            NodeBus bus,
            Fanout fanout,
            CommitListener told,
            Clock clock,
            MeterRegistry registry,
            Closer closer) {
        UUID node = Ids.next();
        Ticker ticker = Ticker.systemTicker();
        BusNotices notices = new BusNotices(node, bus, ticker, registry);
        closer.add("notices", notices::dispose);
        ClusterPresence presence = new ClusterPresence(
                node, database, new SqlNodeRepository(), bus, notices, fanout, clock, ticker, registry);
        // The thread that starts the process: whoever connects is not to be told of those who were online all the time.
        presence.look().then(presence.tell()).block(JOIN);
        closer.add("membership of the cluster", presence.leave());
        Jobs jobs = begin(new LeasedTurns(database, new SqlLeaseRepository(), node, Schedulers.parallel()), closer);
        jobs.every(ClusterPresence.TELL, "telling other nodes which bots are online", presence.tell());
        jobs.every(ClusterPresence.LOOK, "looking at other nodes", presence.look());
        jobs.every(BusNotices.PERIOD, "looking whether notices may have been lost", notices.run());
        CommitRelay relay = new CommitRelay(
                node,
                bus,
                database,
                new SqlJournalRepository(),
                new SqlBotRepository(),
                told,
                fanout::serves,
                registry,
                Schedulers.parallel(),
                clock);
        closer.add("relay of commits", relay::close);
        jobs.every(CommitRelay.COMPARE, "looking for what other nodes committed", relay.compare());
        return new Membership(node, presence, notices, jobs, relay, relay);
    }

    private static Jobs begin(Turns turns, Closer closer) {
        Jobs jobs = new Jobs(turns);
        closer.add("jobs", jobs.stop());
        return jobs;
    }
}
