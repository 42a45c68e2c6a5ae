package dev.parley.server.backup;

import dev.parley.persistence.Row;
import dev.parley.persistence.archive.ColumnType;
import dev.parley.persistence.archive.TableShape;
import dev.parley.protocol.Json;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.exc.StreamReadException;

/** Rows as JSON arrays, one a line: what a column holds follows from its type, which is not written. */
final class RowCodec {

    private RowCodec() {}

    /** The values of the current row. */
    static Object[] values(TableShape table, Row row) {
        return table.columns().stream()
                .map(column -> column.type().read(row, column.name()))
                .toArray();
    }

    static void write(List<Object[]> rows, OutputStream out) {
        try (JsonGenerator json = Json.mapper()
                .writer()
                .without(StreamWriteFeature.AUTO_CLOSE_TARGET)
                .createGenerator(out)) {
            for (Object[] row : rows) {
                json.writeStartArray();
                for (Object value : row) {
                    write(json, value);
                }
                json.writeEndArray();
                json.writeRaw('\n');
            }
        }
    }

    private static void write(JsonGenerator json, Object value) {
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof byte[] bytes) {
            json.writeBinary(bytes);
        } else {
            json.writeString(value.toString());
        }
    }

    /** Leaves the stream open. */
    static JsonParser parser(InputStream in) {
        return Json.mapper()
                .reader()
                .without(StreamReadFeature.AUTO_CLOSE_SOURCE)
                .createParser(in);
    }

    /** The next row, or null at the end. */
    static Object[] read(TableShape table, JsonParser json) {
        if (json.nextToken() == null) {
            return null;
        }
        Object[] row = new Object[table.columns().size()];
        for (int i = 0; i < row.length; i++) {
            json.nextToken();
            row[i] = value(table.columns().get(i).type(), json);
        }
        if (json.nextToken() != JsonToken.END_ARRAY) {
            throw new StreamReadException(json, "A row of " + table.name() + " has another number of values");
        }
        return row;
    }

    private static Object value(ColumnType type, JsonParser json) {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        return switch (type) {
            case UUID -> UUID.fromString(json.getString());
            case TEXT -> json.getString();
            case LONG -> json.getLongValue();
            case INTEGER -> json.getIntValue();
            case FLAG -> json.getBooleanValue();
            case BYTES -> json.getBinaryValue();
        };
    }
}
