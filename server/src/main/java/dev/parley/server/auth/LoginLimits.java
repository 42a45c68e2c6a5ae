package dev.parley.server.auth;

import java.time.Duration;

/**
 * How often one address may fail to log in, to register or to found an organisation: {@code contract/identity.md} §4.2 and
 * decision 22 of the contract.
 */
public final class LoginLimits {

    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final String LOGINS = "failed-logins";
    private static final int TOKEN_PREFIX = 8;

    /** Longer than every id that is one. */
    private static final int MAX_ORG_ID = 64;

    private LoginLimits() {}

    static Lockouts.Watch of(LoginRequest request, String ip) {
        if (request instanceof LoginRequest.AsBotOwner login) {
            return new Lockouts.Watch(LOGINS, ip, "bot " + start(login.token(), TOKEN_PREFIX), 5, QUARTER);
        }
        if (request instanceof LoginRequest.AsOrgAdmin login) {
            return new Lockouts.Watch(LOGINS, ip, "org_admin " + start(login.orgId(), MAX_ORG_ID), 5, QUARTER);
        }
        return new Lockouts.Watch(LOGINS, ip, "super_admin", 3, Duration.ofMinutes(30));
    }

    /** All logins from one address together. */
    static Lockouts.Watch ofAddress(String ip) {
        return new Lockouts.Watch(LOGINS, ip, "", 20, QUARTER);
    }

    /** All registrations from one address with a secret or ticket that is not one; those that succeed do not count. */
    public static Lockouts.Watch ofRegistration(String ip) {
        return new Lockouts.Watch("failed-registrations", ip, "register", 20, QUARTER);
    }

    /** All attempts from one address to found an organisation with a code that is not one. */
    public static Lockouts.Watch ofInvite(String ip) {
        return new Lockouts.Watch("failed-invite-codes", ip, "invite", 20, QUARTER);
    }

    private static String start(String text, int length) {
        return text.substring(0, Math.min(text.length(), length));
    }
}
