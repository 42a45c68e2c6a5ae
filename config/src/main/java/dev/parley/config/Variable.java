package dev.parley.config;

import java.util.List;
import java.util.Optional;

/**
 * One environment variable as it is declared: everything that parsing, printing and the documentation need to know.
 *
 * @param name the name that wins when an alias is set too
 * @param aliases other names under which the value is accepted
 * @param kind how the text becomes a value
 * @param standard the text that stands in when nothing is given
 * @param devStandard the text that stands in when nothing is given in development mode, where it differs
 * @param about what the setting does, in one line of Markdown
 */
record Variable<T>(
        String name,
        List<String> aliases,
        Kind<T> kind,
        Optional<String> standard,
        Optional<String> devStandard,
        String about) {

    /** Declares a variable without a default. */
    static <T> Variable<T> of(String name, Kind<T> kind, String about) {
        return new Variable<>(name, List.of(), kind, Optional.empty(), Optional.empty(), about);
    }

    Variable<T> orAlias(String alias) {
        return new Variable<>(name, List.of(alias), kind, standard, devStandard, about);
    }

    Variable<T> byDefault(String text) {
        return new Variable<>(name, aliases, kind, Optional.of(text), devStandard, about);
    }

    Variable<T> inDevMode(String text) {
        return new Variable<>(name, aliases, kind, standard, Optional.of(text), about);
    }

    Optional<T> standard(boolean devMode) {
        Optional<String> text = devMode ? devStandard.or(() -> standard) : standard;
        return text.map(kind::parse);
    }
}
