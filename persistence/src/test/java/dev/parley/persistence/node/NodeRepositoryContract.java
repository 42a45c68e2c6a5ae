package dev.parley.persistence.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.Queries;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.BotId;
import dev.parley.protocol.bot.BotRef;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What every store of nodes must do. */
public interface NodeRepositoryContract {

    Database database();

    @Test
    default void aNodeIsFoundWithItsBotsUnderTheirNames() {
        TestOrg org = TestOrg.in(database());
        OnlineBot ada = online(org, "ada");
        OnlineBot bob = online(org, "bob");
        UUID node = register(7, ada, bob);
        register(3, ada);

        assertThat(found(node)).isEqualTo(new Node(node, 7, 0, 1_000));
        assertThat(bots(node).version()).isEqualTo(7);
        assertThat(bots(node).bots()).containsExactlyInAnyOrder(ada, bob);

        database()
                .execute(
                        "UPDATE bots SET name = 'eve' WHERE org_id = $1 AND id = $2",
                        org.id().value(),
                        bob.bot().id().value())
                .block();
        assertThat(bots(node).bots())
                .as("the name is not kept twice")
                .contains(new OnlineBot(org.id(), new BotRef(bob.bot().id(), "eve")));
    }

    @Test
    default void aNodeWithoutBotsIsANode() {
        UUID node = register(1);

        assertThat(bots(node)).isEqualTo(new NodeBots(1, List.of()));
        assertThat(nodes().bots(database(), UUID.randomUUID()).block()).isNull();
    }

    @Test
    default void botsThatAreGoneAreNotOnline() {
        TestOrg org = TestOrg.in(database());
        OnlineBot ada = online(org, "ada");
        UUID node = register(1, ada);
        org.forget(ada.bot().id());

        assertThat(bots(node)).isEqualTo(new NodeBots(1, List.of()));
    }

    @Test
    default void changesMoveTheVersion() {
        TestOrg org = TestOrg.in(database());
        OnlineBot ada = online(org, "ada");
        OnlineBot bob = online(org, "bob");
        OnlineBot eve = online(org, "eve");
        UUID node = register(1, ada, bob);
        UUID other = register(1, bob);

        assertThat(change(
                        new Node(node, 1, 0, 2_000),
                        2,
                        List.of(eve, ada),
                        List.of(bob.bot().id())))
                .as("ada was online already")
                .isTrue();

        assertThat(found(node)).isEqualTo(new Node(node, 2, 0, 2_000));
        assertThat(bots(node).bots()).containsExactlyInAnyOrder(ada, eve);
        assertThat(bots(other).bots()).containsExactly(bob);
    }

    @Test
    default void nothingChangesFromAnotherVersion() {
        TestOrg org = TestOrg.in(database());
        OnlineBot ada = online(org, "ada");
        UUID node = register(2, ada);

        assertThat(change(
                        new Node(node, 1, 0, 2_000),
                        3,
                        List.of(),
                        List.of(ada.bot().id())))
                .isFalse();
        assertThat(renew(node, 1, 2_000)).isFalse();
        assertThat(change(new Node(UUID.randomUUID(), 1, 0, 2_000), 3, List.of(ada), List.of()))
                .isFalse();

        assertThat(found(node)).isEqualTo(new Node(node, 2, 0, 1_000));
        assertThat(bots(node).bots()).containsExactly(ada);
    }

    @Test
    default void aSignOfLifeShowsWhateverTheClockSays() {
        UUID node = register(1);

        assertThat(renew(node, 1, 5_000)).isTrue();
        assertThat(found(node)).isEqualTo(new Node(node, 1, 3, 5_000));
        assertThat(renew(node, 1, 5_000)).isTrue();
        assertThat(found(node).renewedAtMillis()).isEqualTo(5_001);
        assertThat(renew(node, 1, 10)).isTrue();
        assertThat(found(node).renewedAtMillis()).isEqualTo(5_002);
    }

    @Test
    default void onlyWhoGaveNoSignOfLifeIsDeclaredDead() {
        OnlineBot ada = online(TestOrg.in(database()), "ada");
        UUID node = register(1, ada);
        Node seen = found(node);
        assertThat(renew(node, 1, 2_000)).isTrue();

        assertThat(declareDead(seen)).isFalse();
        assertThat(bots(node).bots()).containsExactly(ada);

        assertThat(declareDead(found(node))).isTrue();
        assertThat(found(node)).isNull();
        assertThat(renew(node, 1, 3_000)).as("it learns of it").isFalse();
        assertThat(rowsOf(node)).isZero();
        assertThat(declareDead(seen)).as("once").isFalse();
    }

    @Test
    default void whoWasDeclaredDeadBeginsAnew() {
        TestOrg org = TestOrg.in(database());
        OnlineBot ada = online(org, "ada");
        OnlineBot bob = online(org, "bob");
        UUID node = register(4, ada);
        register(new Node(node, 9, 0, 2_000), ada, bob);
        register(new Node(node, 9, 0, 2_000), ada, bob);

        assertThat(found(node)).isEqualTo(new Node(node, 9, 0, 2_000));
        assertThat(bots(node).bots()).containsExactlyInAnyOrder(ada, bob);
    }

    @Test
    default void whatIsRemovedIsGone() {
        UUID node = register(1, online(TestOrg.in(database()), "ada"));
        UUID other = register(1);

        in(queries -> nodes().remove(queries, node).thenReturn(true));

        assertThat(found(node)).isNull();
        assertThat(rowsOf(node)).isZero();
        assertThat(found(other)).isNotNull();
    }

    @Test
    default void aChangeThatIsNotCommittedDidNotHappen() {
        OnlineBot ada = online(TestOrg.in(database()), "ada");
        UUID node = register(1);

        Boolean failed = database()
                .transaction(queries -> nodes().change(queries, new Node(node, 1, 0, 2_000), 2, List.of(ada), List.of())
                        .flatMap(changed -> Mono.<Boolean>error(new IllegalStateException("the node dies"))))
                .onErrorReturn(IllegalStateException.class, true)
                .block();

        assertThat(failed).isTrue();
        assertThat(found(node)).isEqualTo(new Node(node, 1, 0, 1_000));
        assertThat(bots(node).bots()).isEmpty();
    }

    private OnlineBot online(TestOrg org, String name) {
        BotSummary bot = org.bot(name);
        return new OnlineBot(org.id(), bot.ref());
    }

    private UUID register(long version, OnlineBot... bots) {
        UUID node = UUID.randomUUID();
        register(new Node(node, version, 0, 1_000), bots);
        return node;
    }

    private void register(Node node, OnlineBot... bots) {
        in(queries -> nodes().register(queries, node, List.of(bots)).thenReturn(true));
    }

    private boolean renew(UUID node, long version, long nowMillis) {
        return in(queries -> nodes().renew(queries, new Node(node, version, 3, nowMillis)));
    }

    private boolean change(Node node, long next, Collection<OnlineBot> cameOnline, Collection<BotId> wentOffline) {
        return in(queries -> nodes().change(queries, node, next, cameOnline, wentOffline));
    }

    private boolean declareDead(Node seen) {
        return in(queries -> nodes().declareDead(queries, seen));
    }

    private boolean in(Function<Queries, Mono<Boolean>> work) {
        return database().transaction(work).block();
    }

    private Node found(UUID node) {
        return nodes().list(database()).block().stream()
                .filter(found -> found.id().equals(node))
                .findFirst()
                .orElse(null);
    }

    private NodeBots bots(UUID node) {
        return nodes().bots(database(), node).block();
    }

    private long rowsOf(UUID node) {
        return database()
                .one("SELECT count(*) AS n FROM online_bots WHERE node_id = $1", row -> row.number("n"), node)
                .block();
    }

    private static NodeRepository nodes() {
        return new SqlNodeRepository();
    }
}
