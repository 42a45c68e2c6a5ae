package dev.parley.protocol.thread;

import static dev.parley.protocol.thread.ThreadStatus.ACTIVE;
import static dev.parley.protocol.thread.ThreadStatus.BLOCKED;
import static dev.parley.protocol.thread.ThreadStatus.CLOSED;
import static dev.parley.protocol.thread.ThreadStatus.RESOLVED;
import static dev.parley.protocol.thread.ThreadStatus.REVIEWING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ThreadStatusTest {

    private static final Map<ThreadStatus, Set<ThreadStatus>> ALLOWED = Map.of(
            ACTIVE, Set.of(BLOCKED, REVIEWING, RESOLVED, CLOSED),
            BLOCKED, Set.of(ACTIVE),
            REVIEWING, Set.of(ACTIVE, RESOLVED, CLOSED),
            RESOLVED, Set.of(ACTIVE),
            CLOSED, Set.of(ACTIVE));

    @ParameterizedTest
    @EnumSource
    void aThreadChangesOnlyAlongTheTable(ThreadStatus from) {
        for (ThreadStatus to : ThreadStatus.values()) {
            assertThat(from.canBecome(to))
                    .as("%s to %s", from, to)
                    .isEqualTo(ALLOWED.get(from).contains(to));
        }
    }

    @Test
    void resolvedAndClosedAreTheEnd() {
        assertThat(Arrays.stream(ThreadStatus.values()).filter(ThreadStatus::isTerminal))
                .containsExactly(RESOLVED, CLOSED);
    }

    @Test
    void aPrivateThreadIsAlwaysByInvitation() {
        assertThat(JoinPolicy.OPEN.under(Visibility.PRIVATE)).isEqualTo(JoinPolicy.INVITE_ONLY);
        assertThat(JoinPolicy.OPEN.under(Visibility.MEMBERS)).isEqualTo(JoinPolicy.OPEN);
    }
}
