package dev.parley.config;

import java.util.List;

/** The environment holds settings the server cannot start with; the message names all of them, one a line. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SettingsException(List<String> problems) {
        super("Parley cannot start, these settings are wrong:\n  " + String.join("\n  ", problems), null, false, false);
    }
}
