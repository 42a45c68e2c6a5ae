package dev.parley.protocol.artifact;

import dev.parley.protocol.ArtifactId;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ThreadId;
import org.jspecify.annotations.Nullable;

/**
 * One version of a work product kept in a thread. Versions are never changed, so {@code updatedAt} equals {@code createdAt}.
 *
 * @param artifactKey names the artifact within its thread, the same for all versions
 * @param contributorId null when the bot is gone
 * @param version starts at 1
 * @param formatWarning whether content declared as JSON could not be read as such and is kept as text
 * @param createdAt ms
 * @param updatedAt ms
 */
public record Artifact(
        ArtifactId id,
        ThreadId threadId,
        String artifactKey,
        ArtifactType type,
        @Nullable String title,
        @Nullable String content,
        @Nullable String language,
        @Nullable String url,
        @Nullable String mimeType,
        @Nullable BotId contributorId,
        int version,
        boolean formatWarning,
        long createdAt,
        long updatedAt) {}
