package dev.parley.server.artifact;

import dev.parley.protocol.ArtifactId;
import dev.parley.protocol.BotId;
import dev.parley.protocol.ThreadId;
import dev.parley.protocol.artifact.Artifact;
import dev.parley.protocol.artifact.ArtifactContent;
import java.util.List;
import java.util.Optional;

/** Makes the versions of artifacts. */
final class Versions {

    private Versions() {}

    /** @param now ms */
    static Artifact first(ThreadId thread, BotId contributor, NewArtifact wanted, long now) {
        return new Artifact(
                ArtifactId.next(),
                thread,
                wanted.key(),
                wanted.content().type(),
                wanted.title(),
                wanted.content().content(),
                wanted.language(),
                wanted.url(),
                wanted.mimeType(),
                contributor,
                1,
                wanted.content().formatWarning(),
                now,
                now);
    }

    /**
     * The version after the latest, of which it keeps what the update does not name.
     *
     * @param versions the first one, if it is still there, and the latest
     * @param now ms
     */
    static Artifact next(List<Artifact> versions, BotId contributor, ArtifactUpdate update, long now) {
        Optional<Artifact> first = Optional.of(versions.get(0)).filter(version -> version.version() == 1);
        Artifact latest = versions.get(versions.size() - 1);
        ArtifactContent content = ArtifactContent.of(ArtifactContent.declaredType(first, latest), update.content());
        return new Artifact(
                ArtifactId.next(),
                latest.threadId(),
                latest.artifactKey(),
                content.type(),
                update.setsTitle() ? update.title() : latest.title(),
                content.content(),
                latest.language(),
                latest.url(),
                latest.mimeType(),
                contributor,
                latest.version() + 1,
                content.formatWarning(),
                now,
                now);
    }
}
