package dev.parley.server.limit;

import static dev.parley.server.limit.RateLimits.Kind.MESSAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemoryWindowsTest extends RateLimitsContract {

    @Override
    Windows windows() {
        return new MemoryWindows(clock);
    }

    @Test
    void forgetsBotsThatAreIdle() {
        MemoryWindows windows = new MemoryWindows(clock);
        for (int i = 0; i < 100; i++) {
            windows.attempt(new Windows.Bot(OrgId.next(), BotId.next()), MESSAGE, 1)
                    .block();
        }
        assertThat(windows.trackedBots(MESSAGE)).isEqualTo(100);
        clock.advance(Duration.ofMinutes(1));
        assertThat(windows.trackedBots(MESSAGE)).isZero();
    }
}
