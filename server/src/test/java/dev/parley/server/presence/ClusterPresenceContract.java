package dev.parley.server.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.node.OnlineBot;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.server.testing.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What several nodes see of each other's bots, and tell of them, whatever happens to messages and nodes. */
abstract class ClusterPresenceContract {

    private static final Duration SECOND = Duration.ofSeconds(1);

    final ManualClock clock = new ManualClock(1_700_000_000_000L);
    private final List<PresenceNode> running = new ArrayList<>();
    PresenceNode a;
    PresenceNode b;
    PresenceNode c;
    OnlineBot ada;
    OnlineBot bob;
    TestOrg org;

    abstract Database database();

    /** A node that is not connected to the others' messages, or is again. */
    abstract void deaf(PresenceNode node, boolean isDeaf);

    abstract PresenceNode join();

    /** Waits until all messages have arrived. */
    abstract void settle();

    @BeforeEach
    void start() {
        org = TestOrg.in(database());
        ada = bot("ada");
        bob = bot("bob");
        a = begin();
        b = begin();
        c = begin();
        nextSecond();
        assertThat(nodesSeenBy(a)).isEqualTo(3);
    }

    @AfterEach
    void stop() {
        running.forEach(node -> node.presence.leave().block());
    }

    PresenceNode begin() {
        PresenceNode node = join();
        node.presence.look().block();
        node.presence.tell().block();
        running.add(node);
        settle();
        return node;
    }

    @Test
    void whoConnectsAnywhereIsOnlineEverywhere() {
        a.connect(ada);
        assertThat(a.sees(ada)).as("here, at once").isTrue();
        assertThat(a.told()).containsExactly("+ada");

        tell();

        assertThat(List.of(b.sees(ada), c.sees(ada), b.sees(bob))).containsExactly(true, true, false);
        assertThat(b.told()).containsExactly("+ada");
        assertThat(c.told()).containsExactly("+ada");
        assertThat(a.told()).isEmpty();

        a.disconnect(ada);
        tell();

        assertThat(List.of(a.sees(ada), b.sees(ada), c.sees(ada))).containsOnly(false);
        assertThat(List.of(a.told(), b.told(), c.told())).containsOnly(List.of("-ada"));
    }

    @Test
    void whoIsConnectedTwiceIsToldOnce() {
        a.connect(ada);
        tell();
        b.connect(ada);
        tell();
        assertThat(List.of(a.told(), b.told(), c.told())).containsOnly(List.of("+ada"));

        a.disconnect(ada);
        tell();
        assertThat(List.of(a.sees(ada), b.sees(ada), c.sees(ada))).containsOnly(true);
        b.disconnect(ada);
        tell();
        assertThat(List.of(a.told(), b.told(), c.told())).containsOnly(List.of("-ada"));
    }

    @Test
    void bothConnectionsThatCloseAtOnceAreToldOnce() {
        a.connect(ada);
        b.connect(ada);
        tell();
        a.told();
        b.told();
        c.told();

        a.disconnect(ada);
        b.disconnect(ada);
        assertThat(a.told()).as("as far as it knows it is still at the other").isEmpty();
        tell();

        assertThat(List.of(a.told(), b.told(), c.told())).containsOnly(List.of("-ada"));
        assertThat(List.of(a.sees(ada), b.sees(ada), c.sees(ada))).containsOnly(false);
    }

    @Test
    void whoIsAwayForAMomentIsNotAwayElsewhere() {
        a.connect(ada);
        tell();
        a.told();
        b.told();
        for (int i = 0; i < 20; i++) {
            a.disconnect(ada);
            a.connect(ada);
        }
        tell();

        assertThat(a.told()).hasSize(40);
        assertThat(b.told()).isEmpty();
        assertThat(b.sees(ada)).isTrue();

        a.disconnect(ada);
        a.connect(ada);
        a.disconnect(ada);
        tell();
        assertThat(b.told()).containsExactly("-ada");
    }

    @Test
    void whatWasMissedIsReadWithinASecond() {
        double before = reads(b);
        double ofWhoMissedNothing = reads(c);
        deaf(b, true);
        a.connect(ada);
        tell();
        assertThat(b.sees(ada)).isFalse();

        nextSecond();
        assertThat(b.told()).containsExactly("+ada");

        a.connect(bob);
        tell();
        a.disconnect(ada);
        deaf(b, false);
        tell();
        assertThat(b.told()).as("what it heard follows what it missed").isEmpty();
        nextSecond();
        assertThat(b.told()).containsExactlyInAnyOrder("+bob", "-ada");
        a.disconnect(bob);
        tell();
        assertThat(b.told()).as("it hears everything again").containsExactly("-bob");
        assertThat(reads(b) - before).isEqualTo(2);
        assertThat(reads(c)).isEqualTo(ofWhoMissedNothing);
    }

    @Test
    void aNodeThatGoesIsGoneAtOnce() {
        a.connect(ada);
        tell();
        b.told();
        running.remove(a);
        a.presence.leave().block();
        settle();

        assertThat(b.told()).containsExactly("-ada");
        assertThat(nodesSeenBy(b)).isEqualTo(2);
    }

    @Test
    void theBotsOfANodeThatIsGoneWithoutAWordAreOffline() {
        a.connect(ada);
        b.connect(bob);
        a.connect(bob);
        tell();
        List.of(a, b, c).forEach(PresenceNode::told);
        List<UUID> inherited = new CopyOnWriteArrayList<>();
        for (PresenceNode heir : List.of(b, c)) {
            heir.presence.onDeath(dead -> Mono.error(new IllegalStateException("the first one fails")));
            heir.presence.onDeath(dead -> Mono.fromRunnable(() -> inherited.add(dead)));
        }
        running.remove(a);

        for (int second = 0; second < 14; second++) {
            nextSecond();
            assertThat(b.sees(ada)).isTrue();
        }
        for (int second = 0; second < 3; second++) {
            nextSecond();
        }

        assertThat(List.of(b.told(), c.told())).containsOnly(List.of("-ada"));
        assertThat(b.sees(bob)).as("it is connected elsewhere").isTrue();
        assertThat(b.meters.counter("parley.cluster.nodes.dead").count()
                        + c.meters.counter("parley.cluster.nodes.dead").count())
                .as("declared once")
                .isEqualTo(1);
        assertThat(inherited).containsExactly(a.id);
        assertThat(rows()).as("what is left is bob here").isEqualTo(1);
    }

    @Test
    void aNodeThatWasFrozenComesBackWithAllItsBots() {
        a.connect(ada);
        tell();
        List.of(a, b, c).forEach(PresenceNode::told);
        running.remove(a);
        for (int second = 0; second < 17; second++) {
            nextSecond();
        }
        assertThat(b.told()).containsExactly("-ada");
        a.connect(bob);

        running.add(a);
        tell();
        tell();

        assertThat(b.told()).containsExactlyInAnyOrder("+ada", "+bob");
        assertThat(a.told()).as("nothing changed for it but bob").containsExactly("+bob");
        nextSecond();
        nextSecond();
        assertThat(List.of(b.sees(ada), b.sees(bob), c.sees(ada))).containsOnly(true);
        a.disconnect(ada);
        tell();
        assertThat(b.told()).containsExactly("-ada");
    }

    @Test
    void nobodyIsDeadBecauseTheDatabaseWasAway() {
        a.connect(ada);
        tell();
        b.told();

        clock.advance(Duration.ofMinutes(10));
        b.presence.look().block();
        assertThat(b.sees(ada)).as("it could not give a sign").isTrue();
        for (int second = 0; second < 30; second++) {
            nextSecond();
        }
        assertThat(b.sees(ada)).isTrue();
        assertThat(b.told()).isEmpty();
        assertThat(nodesSeenBy(b)).isEqualTo(3);
    }

    @Test
    void whoIsRenamedGoesOfflineUnderItsNewName() {
        a.connect(ada);
        tell();
        b.told();
        c.presence.renamed(org.id(), ada.bot().id(), "eve");
        settle();
        a.disconnect(a.here(ada));
        tell();

        assertThat(b.told()).containsExactly("-eve");
    }

    @Test
    void aRenamingThatWasMissedIsReadWhenAllIsInDoubt() {
        a.connect(ada);
        tell();
        b.told();
        database()
                .execute(
                        "UPDATE bots SET name = 'eve' WHERE org_id = $1 AND id = $2",
                        org.id().value(),
                        ada.bot().id().value())
                .block();
        deaf(b, true);
        c.presence.renamed(org.id(), ada.bot().id(), "eve");
        settle();
        deaf(b, false);
        a.disconnect(ada);
        a.connect(PresenceNode.named(ada, "eve"));
        nextSecond();
        nextSecond();
        b.notices.run().block();
        nextSecond();
        assertThat(b.told()).as("nobody came or went").isEmpty();
        a.disconnect(a.here(ada));
        tell();

        assertThat(b.told()).containsExactly("-eve");
    }

    @Test
    void whoIsDeletedIsNotToldToGoOffline() {
        a.connect(ada);
        tell();
        List.of(a, b).forEach(PresenceNode::told);
        b.presence.deleted(org.id(), ada.bot().id());
        a.presence.deleted(org.id(), ada.bot().id());
        a.disconnect(ada);
        tell();

        assertThat(List.of(a.told(), b.told())).containsOnly(List.of());
        assertThat(List.of(a.sees(ada), b.sees(ada))).containsOnly(false);
    }

    @Test
    void aNodeThatBeginsKnowsAllAtOnce() {
        a.connect(ada);
        tell();
        PresenceNode d = begin();
        assertThat(d.sees(ada)).isTrue();
        d.connect(bob);
        tell();
        assertThat(List.of(a.sees(bob), b.sees(bob))).containsOnly(true);
    }

    @Test
    void manyBotsAtOnceAreAllTold() {
        List<OnlineBot> many = new ArrayList<>();
        for (int i = 0; i < OwnPresence.MAX_CHANGES + 50; i++) {
            many.add(bot("bot" + i));
        }
        many.forEach(a::connect);
        tell();
        tell();
        assertThat(many).allMatch(b::sees);
        assertThat(b.told()).hasSize(many.size());
        many.forEach(a::disconnect);
        tell();
        tell();
        assertThat(many).noneMatch(b::sees);
    }

    @Test
    void whateverHappensAllAgreeInTheEnd() {
        Random random = new Random(7);
        List<PresenceNode> nodes = List.of(a, b, c);
        List<OnlineBot> bots = List.of(ada, bob, bot("eve"), bot("dan"));
        for (int step = 0; step < 400; step++) {
            PresenceNode node = nodes.get(random.nextInt(3));
            OnlineBot bot = bots.get(random.nextInt(4));
            switch (random.nextInt(6)) {
                case 0, 1 -> node.connect(bot);
                case 2, 3 -> node.disconnect(bot);
                case 4 -> deaf(node, random.nextBoolean());
                default -> node.presence.look().block();
            }
            if (random.nextBoolean()) {
                node.presence.tell().block();
            }
        }
        nodes.forEach(node -> deaf(node, false));
        nextSecond();
        nextSecond();

        for (OnlineBot bot : bots) {
            boolean anywhere = nodes.stream()
                    .anyMatch(node -> node.isHere(bot.org(), bot.bot().id()));
            assertThat(nodes).allMatch(node -> node.sees(bot) == anywhere);
        }
        for (PresenceNode node : nodes) {
            assertAlternating(node.told(), bots);
        }
    }

    /** Every bot comes before it goes, and goes before it comes again. */
    private static void assertAlternating(List<String> told, List<OnlineBot> bots) {
        for (OnlineBot bot : bots) {
            List<String> own = told.stream()
                    .filter(event -> event.substring(1).equals(bot.bot().name()))
                    .toList();
            for (int i = 0; i < own.size(); i++) {
                assertThat(own.get(i)).startsWith(i % 2 == 0 ? "+" : "-");
            }
        }
    }

    OnlineBot bot(String name) {
        return new OnlineBot(org.id(), org.bot(name).ref());
    }

    void tell() {
        running.forEach(node -> node.presence.tell().block());
        settle();
    }

    /** Of every node that runs. */
    void nextSecond() {
        clock.advance(SECOND);
        tell();
        running.forEach(node -> node.presence.look().block());
        settle();
    }

    private static double nodesSeenBy(PresenceNode node) {
        return node.meters.get("parley.cluster.nodes").gauge().value();
    }

    private static double reads(PresenceNode node) {
        return node.meters.counter("parley.cluster.presence.reads").count();
    }

    private long rows() {
        return database()
                .one(
                        "SELECT count(*) AS n FROM online_bots WHERE org_id = $1",
                        row -> row.number("n"),
                        org.id().value())
                .block();
    }
}
