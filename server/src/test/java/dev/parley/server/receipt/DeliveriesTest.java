package dev.parley.server.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Insert;
import dev.parley.persistence.bot.SqlBotRepository;
import dev.parley.persistence.cursor.BotCursor;
import dev.parley.persistence.cursor.CursorRepository;
import dev.parley.persistence.cursor.CursorRepository.Change;
import dev.parley.persistence.cursor.Delivered;
import dev.parley.persistence.cursor.SqlCursorRepository;
import dev.parley.persistence.journal.Position;
import dev.parley.persistence.journal.SqlJournalRepository;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.BotId;
import dev.parley.server.feed.Feed;
import dev.parley.server.testing.ManualClock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DeliveriesTest {

    private static final long NOW = 1_790_000_000_000L;
    private static final long END = 1_000;
    private static final Insert JOURNAL =
            Insert.into("journal", "org_id", "position", "type", "topic", "topic_id", "frame");

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    private final CursorRepository cursors = new SqlCursorRepository();
    private final ManualClock clock = new ManualClock(NOW);
    private final Deliveries deliveries = new Deliveries(
            new DeliveryStore(
                    H2.database(),
                    cursors,
                    new FeedGaps(
                            H2.database(),
                            new SqlBotRepository(),
                            new Feed(H2.database(), new SqlJournalRepository()))),
            clock);
    private final TestOrg org = TestOrg.in(H2.database());
    private final BotId ada = org.bot("ada").id();

    DeliveriesTest() {
        H2.database()
                .execute(
                        "UPDATE org_positions SET position = $2 WHERE org_id = $1",
                        org.id().value(),
                        END)
                .block();
    }

    @Test
    void whatWasHandedOverIsKnownAtOnceAndStoredLater() {
        deliveries.handed(org.id(), ada, 0, 20);
        deliveries.handed(org.id(), ada, 20, 30);

        assertThat(latest().stretches().cover(30)).isTrue();
        assertThat(latest().at()).isEqualTo(NOW);
        assertThat(stored()).isEqualTo(new BotCursor(ada, Delivered.upTo(0), null, 0, null));

        deliveries.store().block();

        assertThat(stored()).isEqualTo(new BotCursor(ada, Delivered.upTo(30), NOW, 0, null));
        assertThat(latest().stretches().cover(30))
                .as("whoever has read the database before")
                .isTrue();
        deliveries.store().block();
        assertThat(latest().isNothing()).isTrue();
    }

    @Test
    void whatWasPassedOverIsAGapIfThereWasAnythingForTheBot() {
        entry(15);
        deliveries.handed(org.id(), ada, 20, 30);
        deliveries.store().block();
        deliveries.handed(org.id(), ada, 40, 50);
        deliveries.store().block();

        assertThat(stored().handedOver()).isEqualTo(Delivered.parse(50, "0-20"));

        entry(60);
        deliveries.handed(org.id(), ada, 59, 70);
        deliveries.store().block();
        assertThat(stored().handedOver()).as("nothing is between 50 and 59").isEqualTo(Delivered.parse(70, "0-20"));
    }

    @Test
    void whatNobodyCanTellAnyMoreCountsAsMissed() {
        long recent = Position.first(NOW);
        H2.database()
                .execute(
                        "UPDATE org_positions SET position = $2, purged_position = 15 WHERE org_id = $1",
                        org.id().value(),
                        recent)
                .block();
        deliveries.handed(org.id(), ada, recent - 5, recent);
        deliveries.store().block();

        assertThat(stored().handedOver()).isEqualTo(Delivered.parse(recent, "0-" + (recent - 5)));
    }

    @Test
    void aGapIsClosedByAReplayAndByAnAcknowledgement() {
        entry(15);
        entry(35);
        deliveries.handed(org.id(), ada, 20, 30);
        deliveries.handed(org.id(), ada, 40, 50);
        deliveries.store().block();
        assertThat(stored().handedOver()).isEqualTo(Delivered.parse(50, "0-20,30-40"));

        deliveries.handed(org.id(), ada, 30, 45);
        cursors.acknowledge(H2.database(), org.id(), ada, 18, NOW).block();
        deliveries.store().block();

        assertThat(stored().handedOver()).isEqualTo(Delivered.parse(50, "18-20"));
    }

    @Test
    void aConnectionCountsFromTheFirstEntryThatIsWrittenToIt() {
        entry(15);
        LiveDelivery live = deliveries.opened(org.id(), ada);
        assertThat(latest().isNothing()).isTrue();

        live.wrote(20);
        live.wrote(30);

        assertThat(latest().stretches()).isEqualTo(Stretches.NONE.and(19, 30));
        deliveries.store().block();
        assertThat(stored().handedOver()).as("not noted yet").isEqualTo(Delivered.upTo(0));

        live.ended();
        live.ended();
        assertThat(latest().stretches().cover(30)).isTrue();
        deliveries.store().block();
        assertThat(stored()).isEqualTo(new BotCursor(ada, Delivered.parse(30, "0-19"), NOW, 0, null));
    }

    @Test
    void aConnectionThatResumesCountsFromWhereItWas() {
        LiveDelivery live = deliveries.opened(org.id(), ada);
        live.goesOnAfter(10);
        live.wrote(20);
        live.wrote(15);

        assertThat(latest().stretches()).isEqualTo(Stretches.NONE.and(10, 20));
        deliveries.noteLive().block();
        deliveries.store().block();
        assertThat(stored().handedOver()).isEqualTo(Delivered.upTo(20));

        long later = Position.first(NOW + 5);
        live.wrote(later);
        live.ended();
        deliveries.store().block();
        assertThat(stored()).isEqualTo(new BotCursor(ada, Delivered.upTo(later), NOW + 5, 0, null));
    }

    @Test
    void severalConnectionsAddUp() {
        LiveDelivery first = deliveries.opened(org.id(), ada);
        first.goesOnAfter(0);
        LiveDelivery second = deliveries.opened(org.id(), ada);
        second.goesOnAfter(10);
        first.wrote(15);
        first.ended();
        second.wrote(40);

        assertThat(latest().stretches()).isEqualTo(Stretches.NONE.and(0, 40));
        second.ended();
        deliveries.store().block();
        assertThat(stored().handedOver()).isEqualTo(Delivered.upTo(40));
    }

    @Test
    void whatSomebodyElseWroteMeanwhileIsAddedTo() {
        BotCursor before = stored();
        Deliveries other = new Deliveries(
                new DeliveryStore(
                        H2.database(),
                        cursors,
                        // The other server writes while this one looks for what was missed.
                        (organisation, bot, after, upTo) -> cursors.updateDelivered(
                                        H2.database(),
                                        organisation,
                                        List.of(new Change(before, before.handedOver(Delivered.upTo(20), NOW))))
                                .thenReturn(true)),
                clock);
        other.handed(org.id(), ada, 30, 40);

        other.store().block();
        assertThat(stored().handedOver()).isEqualTo(Delivered.upTo(20));
        assertThat(other.latest(org.id(), ada).isNothing()).isFalse();
        other.store().block();

        assertThat(stored().handedOver()).isEqualTo(Delivered.parse(40, "20-30"));
    }

    @Test
    void aBotThatIsGoneIsForgotten() {
        deliveries.handed(org.id(), BotId.next(), 0, 20);
        deliveries.handed(TestOrg.in(H2.database()).id(), ada, 0, 20);

        deliveries.store().block();
        deliveries.store().block();

        assertThat(stored().handedOver()).isEqualTo(Delivered.upTo(0));
    }

    @Test
    void manyAreStoredAtOnce() {
        int many = CursorRepository.MAX_BOTS + 50;
        BotId[] bots =
                IntStream.range(0, many).mapToObj(i -> org.bot("bot" + i).id()).toArray(BotId[]::new);
        for (int i = 0; i < many; i++) {
            deliveries.handed(org.id(), bots[i], 0, i + 1);
        }

        deliveries.store().block();

        for (int i = 0; i < many; i += 50) {
            assertThat(cursors.find(H2.database(), org.id(), bots[i]).block().handedOver())
                    .isEqualTo(Delivered.upTo(i + 1));
        }
    }

    private Handed latest() {
        return deliveries.latest(org.id(), ada);
    }

    private BotCursor stored() {
        return cursors.find(H2.database(), org.id(), ada).block();
    }

    /** Something that the whole organisation is told. */
    private void entry(long position) {
        org.insert(
                JOURNAL,
                org.id().value(),
                position,
                "bot_online",
                "org",
                org.id().value(),
                "{}");
    }
}
