package dev.parley.server.artifact;

import dev.parley.protocol.Fields;
import dev.parley.protocol.artifact.ArtifactFields;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.Via;
import tools.jackson.databind.JsonNode;

/**
 * A new version a client wants to add to an artifact.
 *
 * @param setsTitle whether the title changes, be it to null
 */
record ArtifactUpdate(String key, String content, boolean setsTitle, String title) {

    /** What a request has beside the key, put into the object with the other fields. */
    static Schema in(Schema request, String nullTitle) {
        return request.required("content", ArtifactFields.CONTENT.describe("The whole of it, not only what changes."))
                .optional("title", ArtifactFields.TITLE.describe(nullTitle));
    }

    /** Over REST the key stands in the path. */
    static ArtifactUpdate ofRequest(String key, JsonNode body) {
        return read(ArtifactFields.key(key), body, Via.REST);
    }

    static ArtifactUpdate ofFrame(JsonNode frame) {
        return read(ArtifactFields.key(frame.get("artifact_key")), frame, Via.WS);
    }

    /** A title of null clears the title over REST and keeps it over the WebSocket. */
    private static ArtifactUpdate read(String key, JsonNode request, Via via) {
        String content = ArtifactFields.updatedContent(request.get("content"));
        JsonNode title = request.get("title");
        boolean setsTitle = via == Via.REST ? Fields.isGiven(title) : !Fields.isNothing(title);
        return new ArtifactUpdate(key, content, setsTitle, ArtifactFields.title(title));
    }
}
