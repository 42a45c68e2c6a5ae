package dev.parley.server.demo;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.parley.protocol.Json;
import tools.jackson.databind.JsonNode;

/** What the hub told a participant, to be checked against the script. */
record Received(String by, JsonNode json) {

    /** Insists on a value at a JSON pointer such as {@code /message/content}. */
    @CanIgnoreReturnValue
    Received with(String pointer, Object expected) {
        String value = json.at(pointer).toString();
        if (!value.equals(Json.write(expected))) {
            throw new Unexpected("%s expected %s at %s, but got %s in %s"
                    .formatted(by, Json.write(expected), pointer, value.isEmpty() ? "nothing" : value, json));
        }
        return this;
    }

    /** The text at a pointer, which must be there. */
    String text(String pointer) {
        if (!json.at(pointer).isString()) {
            throw new Unexpected("%s expected a text at %s in %s".formatted(by, pointer, json));
        }
        return json.at(pointer).asString();
    }

    /** The whole number at a pointer, which must be there. */
    long number(String pointer) {
        if (!json.at(pointer).isIntegralNumber()) {
            throw new Unexpected("%s expected a whole number at %s in %s".formatted(by, pointer, json));
        }
        return json.at(pointer).asLong();
    }
}
