package dev.parley.protocol.message;

import dev.parley.protocol.Fields;
import dev.parley.protocol.Json;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.schema.Schema;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Data a thread message carries beside its content, for programs. */
public final class Metadata {

    /** Of the compact JSON text as UTF-8, before {@link #authoredByHuman} adds to it. */
    public static final int MAX_BYTES = 16_384;

    /** Any value; a string is taken for JSON text. */
    public static final Schema SCHEMA = Schema.any()
            .describe("Any JSON value of at most " + MAX_BYTES
                    + " bytes as compact text in UTF-8. A string is taken for the"
                    + " text of one, and for null when it is none.");

    private Metadata() {}

    /**
     * The metadata a client gave: any JSON value. A string is taken for JSON text, and for null when it is none or too
     * deeply nested.
     *
     * @return null when null or not given
     */
    public static RawJson read(JsonNode value) {
        if (Fields.isNothing(value)) {
            return null;
        }
        String text = Fields.text(value).orElseGet(() -> Json.write(value));
        Fields.requireBytes(text, "metadata", MAX_BYTES);
        return Json.parseRequest(text)
                .filter(node -> !node.isNull())
                .map(RawJson::of)
                .orElse(null);
    }

    /**
     * Marks a message as written by a person in the web UI, whatever the client said about that; metadata that is no
     * object is discarded.
     *
     * @param metadata may be null
     * @param ownerName the person's name, or null
     */
    public static RawJson authoredByHuman(RawJson metadata, String ownerName) {
        ObjectNode result = Optional.ofNullable(metadata)
                .map(RawJson::parsed)
                .flatMap(JsonNode::asObjectOpt)
                .orElseGet(JsonNodeFactory.instance::objectNode);
        result.putObject("provenance")
                .put("authored_by", "human")
                .put("owner_name", ownerName)
                .put("auth_mode", "web_ui");
        return RawJson.of(result);
    }
}
