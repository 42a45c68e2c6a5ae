package dev.parley.persistence.cursor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.Database;
import dev.parley.persistence.bot.BotChangeRepository.BotRemoval;
import dev.parley.persistence.bot.BotSummary;
import dev.parley.persistence.bot.SqlBotChangeRepository;
import dev.parley.persistence.cursor.CursorRepository.Change;
import dev.parley.persistence.cursor.CursorRepository.Recipient;
import dev.parley.persistence.member.MemberRepository;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.BotId;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What every store of cursors must do. */
public interface CursorRepositoryContract {

    CursorRepository CURSORS = new SqlCursorRepository();

    Database database();

    @Test
    default void aBotHasACursorFromWhenItRegisters() {
        TestOrg org = TestOrg.in(database());
        BotId ada = org.bot("ada").id();

        assertThat(find(org, ada)).isEqualTo(new BotCursor(ada, Delivered.upTo(0), null, 0, null));
        assertThat(find(org, BotId.next())).isNull();
        assertThat(find(TestOrg.in(database()), ada))
                .as("in another organisation")
                .isNull();
    }

    @Test
    default void whatWasHandedOverIsWrittenForManyAtOnce() {
        TestOrg org = TestOrg.in(database());
        BotCursor ada = find(org, org.bot("ada").id());
        BotCursor bob = find(org, org.bot("bob").id());
        BotCursor eve = find(org, org.bot("eve").id());
        BotCursor adasNext = ada.handedOver(Delivered.upTo(10).and(20, 30), 1_000);
        BotCursor bobsNext = bob.handedOver(Delivered.upTo(40), 2_000);

        assertThat(update(org, new Change(ada, adasNext), new Change(bob, bobsNext)))
                .isEqualTo(2);

        List<BotId> all = List.of(eve.bot(), ada.bot(), bob.bot(), BotId.next());
        assertThat(CURSORS.list(database(), org.id(), all).block()).containsExactlyInAnyOrder(adasNext, bobsNext, eve);
        assertThat(CURSORS.list(database(), TestOrg.in(database()).id(), all).block())
                .isEmpty();
        assertThat(CURSORS.list(database(), org.id(), List.of()).block()).isEmpty();
    }

    @Test
    default void whoWroteMeanwhileIsNotOverwritten() {
        TestOrg org = TestOrg.in(database());
        BotCursor seen = find(org, org.bot("ada").id());
        BotCursor first = seen.handedOver(Delivered.upTo(10).and(20, 30), 1_000);
        update(org, new Change(seen, first));

        assertThat(update(org, new Change(seen, seen.handedOver(Delivered.upTo(40), 2_000))))
                .isZero();
        BotCursor otherGap = first.handedOver(Delivered.upTo(11).and(20, 30), 1_000);
        assertThat(update(org, new Change(otherGap, first.handedOver(Delivered.upTo(50), 2_000))))
                .isZero();
        assertThat(find(org, seen.bot())).isEqualTo(first);
    }

    @Test
    default void anAcknowledgementNeverGoesBack() {
        TestOrg org = TestOrg.in(database());
        BotId ada = org.bot("ada").id();

        assertThat(acknowledge(org, ada, 50, 1_000)).isEqualTo(50);
        assertThat(acknowledge(org, ada, 40, 2_000)).isEqualTo(50);
        assertThat(acknowledge(org, ada, 50, 3_000)).isEqualTo(50);
        assertThat(find(org, ada)).isEqualTo(new BotCursor(ada, Delivered.upTo(0), null, 50, 1_000L));
        assertThat(acknowledge(org, ada, 60, 4_000)).isEqualTo(60);
        assertThat(find(org, ada).acknowledgedAt()).isEqualTo(4_000);
        assertThat(acknowledge(org, BotId.next(), 5, 1)).isNull();
        assertThat(acknowledge(TestOrg.in(database()), ada, 70, 1)).isNull();
        assertThat(find(org, ada).acknowledged()).isEqualTo(60);
    }

    @Test
    default void fiftyAcknowledgementsAtOnceLeaveTheHighest() {
        TestOrg org = TestOrg.in(database());
        BotId ada = org.bot("ada").id();

        List<Long> answers = Flux.fromStream(
                        LongStream.rangeClosed(1, 50).map(i -> i * 7 % 51).boxed())
                .flatMap(
                        position -> CURSORS.acknowledge(database(), org.id(), ada, position, position)
                                .doOnNext(now -> assertThat(now).isGreaterThanOrEqualTo(position)),
                        50)
                .collectList()
                .block();

        assertThat(answers).hasSize(50).contains(50L);
        assertThat(find(org, ada).acknowledged()).isEqualTo(50);
        assertThat(find(org, ada).acknowledgedAt()).isEqualTo(50);
    }

    @Test
    default void anAcknowledgementAndADeliveryDoNotHinderEachOther() {
        TestOrg org = TestOrg.in(database());
        BotCursor before = find(org, org.bot("ada").id());
        acknowledge(org, before.bot(), 25, 1_000);

        assertThat(update(
                        org,
                        new Change(before, before.handedOver(Delivered.upTo(10).and(20, 30), 2_000))))
                .isEqualTo(1);

        BotCursor now = find(org, before.bot());
        assertThat(now.acknowledged()).isEqualTo(25);
        assertThat(now.handedOver()).isEqualTo(Delivered.upTo(10).and(20, 30));
        assertThat(now.delivered()).as("what it has handled it has received").isEqualTo(Delivered.upTo(30));
    }

    @Test
    default void aMessageIsForThoseWhoBelongedToItsTopicThen() {
        TestOrg org = TestOrg.in(database());
        UUID topic = UUID.randomUUID();
        BotSummary sender = stay(org, topic, "sender", 1, null);
        BotSummary zoe = stay(org, topic, "zoe", 10, null);
        stay(org, topic, "later", 11, null);
        BotSummary left = stay(org, topic, "left", 5, 10L);
        stay(org, topic, "gone before", 5, 9L);
        BotSummary back = stay(org, topic, "back", 1, 5L);
        stay(org, topic, back, 7, null);
        org.forget(stay(org, topic, "deleted", 1, null).id());
        stay(org, UUID.randomUUID(), "elsewhere", 1, null);

        assertThat(recipients(org, topic, sender.id().value(), 10))
                .containsExactly(
                        new Recipient("back", find(org, back.id())),
                        new Recipient("left", find(org, left.id())),
                        new Recipient("zoe", find(org, zoe.id())));
        assertThat(recipients(org, topic, null, 10))
                .extracting(Recipient::name)
                .containsExactly("back", "left", "sender", "zoe");
        assertThat(recipients(org, topic, null, 2)).extracting(Recipient::name).containsExactly("back", "left");
        assertThat(recipients(TestOrg.in(database()), topic, null, 10)).isEmpty();
    }

    @Test
    default void aCursorGoesWithItsBot() {
        TestOrg org = TestOrg.in(database());
        BotSummary ada = org.bot("ada");
        BotSummary bob = org.bot("bob");

        database()
                .transaction(queries -> new SqlBotChangeRepository()
                        .delete(queries, org.id(), new BotRemoval(ada.id(), "ada"), 1)
                        .thenReturn(true))
                .block();

        assertThat(find(org, ada.id())).isNull();
        assertThat(find(org, bob.id())).isNotNull();
    }

    @Test
    default void aCallThatIsNotSubscribedDoesNothing() {
        TestOrg org = TestOrg.in(database());
        BotCursor ada = find(org, org.bot("ada").id());

        Mono<Long> acknowledgement = CURSORS.acknowledge(database(), org.id(), ada.bot(), 5, 1);

        assertThat(find(org, ada.bot())).isEqualTo(ada);
        assertThat(acknowledgement.block()).isEqualTo(5);
    }

    private BotCursor find(TestOrg org, BotId bot) {
        return CURSORS.find(database(), org.id(), bot).block();
    }

    private long update(TestOrg org, Change... changes) {
        return CURSORS.updateDelivered(database(), org.id(), List.of(changes)).block();
    }

    private Long acknowledge(TestOrg org, BotId bot, long position, long nowMillis) {
        return CURSORS.acknowledge(database(), org.id(), bot, position, nowMillis)
                .block();
    }

    private List<Recipient> recipients(TestOrg org, UUID topic, UUID sender, int limit) {
        return CURSORS.listRecipients(database(), org.id(), topic, 10, sender, limit)
                .block();
    }

    private static BotSummary stay(TestOrg org, UUID topic, String name, long joined, Long left) {
        return stay(org, topic, org.bot(name), joined, left);
    }

    private static BotSummary stay(TestOrg org, UUID topic, BotSummary bot, long joined, Long left) {
        Object[] row = MemberRepository.passedBy(org.id(), topic, bot.id(), joined);
        row[row.length - 1] = left;
        org.insert(MemberRepository.PASSED_BY, row);
        return bot;
    }
}
