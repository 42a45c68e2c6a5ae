package dev.parley.server.client;

import java.util.LinkedHashMap;
import java.util.Map;

/** Builds the fields of a JSON object, in order. */
public final class Fields {

    private Fields() {}

    /** Name, value, name, value …; a value may be null. */
    public static Map<String, Object> of(Object... namesAndValues) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }
}
