package dev.parley.server.cluster;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import java.util.UUID;

/**
 * What one node tells all others at once: that something is not as it was, or that somebody may not go on.
 *
 * @param org null where it is not known
 * @param subject a bot or a token; null where the organisation or the text says all
 * @param text a name, a hash or a ref; may be null
 */
public record Notice(Kind kind, UUID org, UUID subject, String text) {

    /** What it is about. The first ones are for caches, so that whoever looks again afterwards sees how things are. */
    public enum Kind {
        BOT_CHANGED,
        PROFILE_CHANGED,
        BOT_RENAMED,
        ORG_CHANGED,
        SETTINGS_CHANGED,
        TOKEN_CHANGED,
        SESSION_CHANGED,
        SESSION_ENDED,
        TOKEN_REVOKED,
        BOT_DELETED,
        BOT_REJECTED,
        BOT_DEMOTED,
        ORG_SUSPENDED,
        ORG_DESTROYED
    }

    public static Notice ofOrg(Kind kind, OrgId org) {
        return new Notice(kind, org.value(), null, null);
    }

    public static Notice ofBot(Kind kind, OrgId org, BotId bot) {
        return new Notice(kind, org.value(), bot.value(), null);
    }

    /** Names something that no id names. */
    public static Notice ofText(Kind kind, String text) {
        return new Notice(kind, null, null, text);
    }

    public static Notice renamed(OrgId org, BotId bot, String name) {
        return new Notice(Kind.BOT_RENAMED, org.value(), bot.value(), name);
    }

    public static Notice sessionEnded(OrgId org, String ref) {
        return new Notice(Kind.SESSION_ENDED, org.value(), null, ref);
    }

    public static Notice tokenRevoked(OrgId org, UUID token) {
        return new Notice(Kind.TOKEN_REVOKED, org.value(), token, null);
    }

    public OrgId orgId() {
        return new OrgId(org);
    }

    public BotId bot() {
        return new BotId(subject);
    }
}
