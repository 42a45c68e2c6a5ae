package dev.parley.server.artifact;

import dev.parley.protocol.artifact.ArtifactContent;
import dev.parley.protocol.artifact.ArtifactFields;
import dev.parley.protocol.artifact.ArtifactType;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.Via;
import tools.jackson.databind.JsonNode;

/**
 * An artifact a client wants to add to a thread. What may be null is null when it was not given.
 *
 * @param content with the type it turned out to have
 */
record NewArtifact(String key, ArtifactContent content, String title, String language, String url, String mimeType) {

    /** What {@link #read} accepts, put into the object with the other fields. */
    static Schema in(Schema request, Via via) {
        return request.required("artifact_key", ArtifactFields.KEY_SCHEMA)
                .optional(typeField(via), ArtifactFields.TYPE)
                .optional("title", ArtifactFields.TITLE)
                .optional("content", ArtifactFields.CONTENT.orNull())
                .optional("language", ArtifactFields.LANGUAGE)
                .optional("url", ArtifactFields.URL)
                .optional("mime_type", ArtifactFields.MIME_TYPE);
    }

    /** A frame has a type of its own. */
    private static String typeField(Via via) {
        return via == Via.WS ? "artifact_type" : "type";
    }

    /** Reads the fields in the order in which they are refused. */
    static NewArtifact read(JsonNode request, Via via) {
        String typeField = typeField(via);
        String key = ArtifactFields.key(request.get("artifact_key"));
        ArtifactType type = ArtifactFields.type(request.get(typeField), typeField);
        String title = ArtifactFields.title(request.get("title"));
        String content = ArtifactFields.newContent(request.get("content"));
        return new NewArtifact(
                key,
                ArtifactContent.of(type, content),
                title,
                ArtifactFields.language(request.get("language")),
                ArtifactFields.url(request.get("url")),
                ArtifactFields.mimeType(request.get("mime_type")));
    }
}
