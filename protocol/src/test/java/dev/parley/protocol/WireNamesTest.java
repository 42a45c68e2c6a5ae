package dev.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.artifact.ArtifactType;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.JoinStatus;
import dev.parley.protocol.thread.CloseReason;
import dev.parley.protocol.thread.JoinPolicy;
import dev.parley.protocol.thread.JoinRequestStatus;
import dev.parley.protocol.thread.ThreadStatus;
import dev.parley.protocol.thread.Visibility;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireNamesTest {

    record Case(Enum<?>[] constants, Function<String, Optional<? extends Enum<?>>> parse, String... names) {
        @Override
        public String toString() {
            return constants[0].getDeclaringClass().getSimpleName();
        }
    }

    static Stream<Case> enums() {
        return Stream.of(
                new Case(
                        ThreadStatus.values(),
                        ThreadStatus::parse,
                        "active",
                        "blocked",
                        "reviewing",
                        "resolved",
                        "closed"),
                new Case(CloseReason.values(), CloseReason::parse, "manual", "timeout", "error"),
                new Case(Visibility.values(), Visibility::parse, "public", "members", "private"),
                new Case(JoinPolicy.values(), JoinPolicy::parse, "open", "approval", "invite_only"),
                new Case(JoinRequestStatus.values(), JoinRequestStatus::parse, "pending", "approved", "rejected"),
                new Case(
                        ArtifactType.values(), ArtifactType::parse, "text", "markdown", "json", "code", "file", "link"),
                new Case(AuthRole.values(), AuthRole::parse, "admin", "member"),
                new Case(JoinStatus.values(), JoinStatus::parse, "pending", "active", "rejected"));
    }

    @ParameterizedTest
    @MethodSource("enums")
    void aConstantIsWrittenAndReadByItsWireName(Case tested) {
        List<String> written = Arrays.stream(tested.constants)
                .map(Json::write)
                .map(text -> text.replace("\"", ""))
                .toList();
        assertThat(written).containsExactly(tested.names);
        assertThat(written.stream().map(tested.parse).map(Optional::orElseThrow).toArray())
                .isEqualTo(tested.constants);
    }

    @ParameterizedTest
    @MethodSource("enums")
    void anyOtherTextNamesNoConstant(Case tested) {
        for (String text : new String[] {null, "", " ", "ACTIVE", "Public", "nonsense", tested.names[0] + " "}) {
            assertThat(tested.parse.apply(text)).isEmpty();
        }
    }
}
