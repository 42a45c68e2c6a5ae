package dev.parley.persistence;

import java.util.List;

/** The database, or a backup, was written by a newer version of this program, which this one must not touch. */
public final class UnknownSchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param unknown the scripts of the schema that this version does not have */
    UnknownSchemaException(List<String> unknown) {
        super("The data was written by a newer version of Parley (schema " + String.join(", ", unknown)
                + "); start that version, or one after it");
    }
}
