package dev.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

    @Test
    void idsRiseInTheOrderTheyAreMade() {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            ids.add(Ids.next());
        }
        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(ids).allSatisfy(id -> {
            assertThat(id.version()).isEqualTo(7);
            assertThat(id.variant()).isEqualTo(2);
        });
    }

    @Test
    void anIdIsReadInEitherCaseAndWrittenInLowerCase() {
        String upper = "0190A0B0-C0D0-7E0F-8000-0123456789AB";
        assertThat(BotId.parse(upper).orElseThrow()).hasToString("0190a0b0-c0d0-7e0f-8000-0123456789ab");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {"", "1", "0190a0b0c0d07e0f80000123456789ab", "0190a0b0-c0d0-7e0f-8000-0123456789ag", "1-1-1-1-1"
            })
    void anyOtherShapeIsNoId(String text) {
        assertThat(ThreadId.parse(text)).isEmpty();
    }
}
