package dev.parley.server.auth;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import dev.parley.protocol.Scope;
import dev.parley.protocol.bot.AuthRole;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Who may use a route: its guard, as {@code contract/identity.md} §3.1 and §3.2 name them.
 *
 * @param kind the identity it asks for
 * @param scopes of which a bot needs one, {@code full} among them; empty when any token will do
 */
public record Access(Kind kind, Set<Scope> scopes) {

    /** The identities a route can ask for. */
    public enum Kind {
        /** Nobody is asked who they are. */
        OPEN,
        /** A live session of any role; its organisation may be suspended. */
        SESSION,
        /** The operator, or anybody while no admin secret is configured. */
        SUPER_ADMIN,
        /** Anybody who can be authenticated. */
        AUTHENTICATED,
        /** A person who administers an organisation, the operator, or a bot with the role {@code admin}. */
        ORG_ADMIN,
        /** A bot, by token or through its owner's session. */
        BOT,
        /** Anybody who belongs to an organisation. */
        ORG_OR_BOT
    }

    public static Access open() {
        return of(Kind.OPEN);
    }

    /** A live session; 401 {@code AUTH_REQUIRED} without. The handler finds it in the call, and no caller. */
    public static Access session() {
        return of(Kind.SESSION);
    }

    /** 401 {@code AUTH_REQUIRED} for everybody else, whatever they present. */
    public static Access superAdmin() {
        return of(Kind.SUPER_ADMIN);
    }

    public static Access authenticated() {
        return of(Kind.AUTHENTICATED);
    }

    /** Scopes are not consulted: the role alone decides. */
    public static Access orgAdmin() {
        return of(Kind.ORG_ADMIN);
    }

    /** A bot with one of these scopes or {@code full}; with any scope when none is named. */
    public static Access bot(Scope... anyOf) {
        return of(Kind.BOT, anyOf);
    }

    /** A bot as in {@link #bot}, or an organisation's administrator, who needs no scope. */
    public static Access orgOrBot(Scope... anyOf) {
        return of(Kind.ORG_OR_BOT, anyOf);
    }

    private static Access of(Kind kind, Scope... anyOf) {
        if (anyOf.length == 0) {
            return new Access(kind, Set.of());
        }
        EnumSet<Scope> allowed = EnumSet.of(Scope.FULL, anyOf);
        return new Access(kind, Collections.unmodifiableSet(allowed));
    }

    /** Whether the request must be authenticated first; the other kinds look at the session alone. */
    public boolean needsCaller() {
        return kind != Kind.OPEN && kind != Kind.SESSION && kind != Kind.SUPER_ADMIN;
    }

    /** Lets the caller pass, or fails with {@code FORBIDDEN}, then {@code INSUFFICIENT_SCOPE}. */
    public void check(Caller caller) {
        switch (kind) {
            case OPEN, SESSION, AUTHENTICATED -> {}
            case SUPER_ADMIN ->
                require(caller instanceof Caller.SuperAdmin, ErrorCode.AUTH_REQUIRED, "Log in as super admin");
            case ORG_ADMIN -> require(administers(caller), ErrorCode.FORBIDDEN, "Only an admin of the org may do this");
            case BOT ->
                require(
                        caller instanceof Caller.Bot,
                        ErrorCode.FORBIDDEN,
                        "Only a bot may do this: use a bot's token or its owner's session");
            case ORG_OR_BOT ->
                require(
                        !(caller instanceof Caller.SuperAdmin),
                        ErrorCode.FORBIDDEN,
                        "Only a bot or an admin of an org may do this; a super admin belongs to no org");
        }
        checkScope(caller);
    }

    private void checkScope(Caller caller) {
        boolean lacksScope =
                !scopes.isEmpty() && caller instanceof Caller.Bot bot && Collections.disjoint(scopes, bot.scopes());
        if (lacksScope) {
            throw HubException.of(ErrorCode.INSUFFICIENT_SCOPE, "The token needs one of the scopes " + names(scopes));
        }
    }

    private static boolean administers(Caller caller) {
        return !(caller instanceof Caller.Bot bot) || bot.authRole() == AuthRole.ADMIN;
    }

    private static void require(boolean passes, ErrorCode code, String message) {
        if (!passes) {
            throw HubException.of(code, message);
        }
    }

    private static List<String> names(Set<Scope> scopes) {
        return scopes.stream().map(Scope::wireName).toList();
    }
}
