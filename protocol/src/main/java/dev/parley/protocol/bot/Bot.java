package dev.parley.protocol.bot;

import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.RawJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bot as every answer shows it. Secrets (token, webhook address and secret) are no part of it.
 *
 * @param lastSeenAt ms, null when it was never seen
 * @param createdAt ms
 * @param metadata any JSON value its owner registered, or null
 * @param tags null when never given
 * @param languages null when never given
 * @param protocols a JSON object, or null
 * @param version the bot's own version, {@value #DEFAULT_VERSION} when not given
 */
public record Bot(
        BotId id,
        OrgId orgId,
        String name,
        AuthRole authRole,
        boolean online,
        @Nullable Long lastSeenAt,
        long createdAt,
        @Nullable RawJson metadata,
        @Nullable String bio,
        @Nullable String role,
        @Nullable String function,
        @Nullable String team,
        @Nullable List<String> tags,
        @Nullable List<String> languages,
        @Nullable RawJson protocols,
        @Nullable String statusText,
        @Nullable String timezone,
        @Nullable String activeHours,
        String version,
        @Nullable String runtime,
        JoinStatus joinStatus) {

    public static final String DEFAULT_VERSION = "1.0.0";

    public Bot {
        version = version == null ? DEFAULT_VERSION : version;
    }

    /** The same bot with what the hub knows of it at the moment. */
    public Bot seen(boolean isOnline, Long seenAt) {
        return new Bot(
                id,
                orgId,
                name,
                authRole,
                isOnline,
                seenAt,
                createdAt,
                metadata,
                bio,
                role,
                function,
                team,
                tags,
                languages,
                protocols,
                statusText,
                timezone,
                activeHours,
                version,
                runtime,
                joinStatus);
    }

    public BotRef ref() {
        return new BotRef(id, name);
    }
}
