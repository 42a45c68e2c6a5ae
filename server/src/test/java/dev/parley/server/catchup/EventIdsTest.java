package dev.parley.server.catchup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.BotId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdsTest {

    private static final BotId BOT = BotId.next();

    @Test
    void anIdLeadsBackToItsPosition() {
        for (long position : List.of(0L, 1L, 1_790_000_000_000L << 10, (1L << 62) - 1)) {
            UUID id = EventIds.of(BOT, position);
            assertThat(id).isEqualTo(EventIds.of(BOT, position));
            assertThat(id.version()).isEqualTo(8);
            assertThat(id.variant()).isEqualTo(2);
            assertThat(EventIds.position(BOT, id.toString())).hasValue(position);
        }
    }

    @Test
    void otherBotsAndPositionsHaveOtherIds() {
        assertThat(EventIds.of(BOT, 1)).isNotEqualTo(EventIds.of(BOT, 2));
        assertThat(EventIds.of(BOT, 1)).isNotEqualTo(EventIds.of(BotId.next(), 1));
    }

    @Test
    void everyTextThatIsNotOneOfTheBotsIdsIsUnknown() {
        UUID id = EventIds.of(BOT, 7);
        UUID moved = new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() + 1);
        for (String text : List.of("", "7", "x", UUID.randomUUID().toString(), moved.toString())) {
            assertThat(EventIds.position(BOT, text)).isEmpty();
        }
        assertThat(EventIds.position(BotId.next(), id.toString())).isEmpty();
    }
}
