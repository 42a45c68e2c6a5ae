package dev.parley.server.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.BotId;
import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.Scope;
import dev.parley.protocol.bot.AuthRole;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class AccessTest {

    private static final Caller READER = bot(AuthRole.MEMBER, Scope.READ);
    private static final Caller FULL = bot(AuthRole.MEMBER, Scope.FULL);
    private static final Caller PROFILE_ADMIN = bot(AuthRole.ADMIN, Scope.PROFILE);
    private static final Caller ORG_ADMIN = new Caller.OrgAdmin(OrgId.next(), Optional.empty());
    private static final Caller SUPER_ADMIN = new Caller.SuperAdmin(Optional.empty());

    /** Each row: the access, then what a reader, a full bot, a profile-only admin bot, an org admin, a super admin get. */
    static Stream<Arguments> table() {
        String ok = "";
        String no = "FORBIDDEN";
        String scope = "INSUFFICIENT_SCOPE";
        String auth = "AUTH_REQUIRED";
        return Stream.of(
                row(Access.open(), ok, ok, ok, ok, ok),
                row(Access.session(), ok, ok, ok, ok, ok),
                row(Access.authenticated(), ok, ok, ok, ok, ok),
                row(Access.superAdmin(), auth, auth, auth, auth, ok),
                row(Access.orgAdmin(), no, no, ok, ok, ok),
                row(Access.bot(), ok, ok, ok, no, no),
                row(Access.bot(Scope.FULL), scope, ok, scope, no, no),
                row(Access.bot(Scope.READ), ok, ok, scope, no, no),
                row(Access.bot(Scope.THREAD, Scope.MESSAGE), scope, ok, scope, no, no),
                row(Access.bot(Scope.PROFILE), scope, ok, ok, no, no),
                row(Access.orgOrBot(), ok, ok, ok, ok, no),
                row(Access.orgOrBot(Scope.READ), ok, ok, scope, ok, no));
    }

    private static Arguments row(Access access, String... outcomes) {
        return Arguments.of(access, List.of(outcomes));
    }

    @ParameterizedTest
    @MethodSource("table")
    void everyGuardLetsExactlyItsCallersPass(Access access, List<String> outcomes) {
        List<Caller> callers = List.of(READER, FULL, PROFILE_ADMIN, ORG_ADMIN, SUPER_ADMIN);

        assertThat(callers.stream().map(caller -> outcome(access, caller))).isEqualTo(outcomes);
    }

    private static String outcome(Access access, Caller caller) {
        try {
            access.check(caller);
            return "";
        } catch (HubException e) {
            return e.error().code().name();
        }
    }

    @Test
    void theIdentityIsAskedForBeforeTheScope() {
        assertThatThrownBy(() -> Access.bot(Scope.READ).check(ORG_ADMIN))
                .isInstanceOfSatisfying(
                        HubException.class, e -> assertThat(e.error().code()).isEqualTo(ErrorCode.FORBIDDEN));
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void theAllowedScopesAlwaysContainFull(Scope scope) {
        assertThat(Access.bot(scope).scopes()).isEqualTo(EnumSet.of(Scope.FULL, scope));
    }

    @Test
    void noTwoScopesButFullStandInForEachOther() {
        for (Scope held : Scope.values()) {
            for (Scope needed : Scope.values()) {
                String expected = held == needed || held == Scope.FULL ? "" : "INSUFFICIENT_SCOPE";
                assertThat(outcome(Access.bot(needed), bot(AuthRole.MEMBER, held)))
                        .as("%s for %s", held, needed)
                        .isEqualTo(expected);
            }
        }
    }

    private static Caller bot(AuthRole role, Scope... scopes) {
        Set<Scope> held = EnumSet.copyOf(Arrays.asList(scopes));
        return new Caller.Bot(OrgId.next(), BotId.next(), "scribe", role, held, Optional.empty(), Optional.empty());
    }
}
