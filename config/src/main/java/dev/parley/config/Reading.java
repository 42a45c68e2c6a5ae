package dev.parley.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One pass over the environment: hands out values, and remembers what was asked for and everything that was wrong.
 *
 * <p>A wrong value is noted and replaced by the default, so that the pass goes on and finds the other wrong ones;
 * {@link #requireFlawless} then refuses the whole.
 */
final class Reading {

    private static final String MASK = "***";
    private static final String NOTHING = "(not set)";

    /** A variable in the order of reading, under the heading of its group. */
    record Declared(String group, Variable<?> variable) {}

    private record Given(String name, String text) {
        Given stripped() {
            return new Given(name, text.strip());
        }
    }

    private final Map<String, String> environment;
    private final List<Declared> declared = new ArrayList<>();
    private final List<EffectiveSetting> effective = new ArrayList<>();
    private final Map<String, String> problems = new LinkedHashMap<>();
    private String group = "";
    private boolean devMode;

    Reading(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Starts a group: variables asked for from now on are printed and documented under this heading. */
    Reading group(String heading) {
        group = heading;
        return this;
    }

    /** From now on, variables that have a default of their own for development mode take that. */
    void useDevModeDefaults() {
        devMode = true;
    }

    /** The value of a variable that has a default. */
    <T> T value(Variable<T> variable) {
        return find(variable).orElseThrow(() -> new IllegalStateException(variable.name() + " has no default"));
    }

    /** The value of a variable that may have none. */
    <T> Optional<T> find(Variable<T> variable) {
        Predicate<String> countsAsUnset = variable.kind().countsAsUnset();
        Optional<Given> given = given(variable).filter(it -> !countsAsUnset.test(it.text()));
        Optional<T> parsed = given.flatMap(it -> parse(variable, it));
        Optional<T> value = parsed.or(() -> variable.standard(devMode));
        declared.add(new Declared(group, variable));
        effective.add(new EffectiveSetting(
                group,
                variable.name(),
                value.map(Object::toString).orElse(NOTHING),
                parsed.flatMap(it -> given).map(it -> source(variable, it)).orElse("default")));
        return value;
    }

    /** Whether the environment has a text for the variable, right or wrong. */
    boolean isGiven(Variable<?> variable) {
        return given(variable).isPresent();
    }

    /** Notes that the value, though readable, cannot be used. The first problem of a variable is the one reported. */
    void refuse(Variable<?> variable, String reason) {
        problems.putIfAbsent(variable.name(), variable.name() + ": " + reason);
    }

    /** Fails with {@link SettingsException} when anything was wrong. */
    void requireFlawless() {
        if (!problems.isEmpty()) {
            throw new SettingsException(List.copyOf(problems.values()));
        }
    }

    List<Declared> declared() {
        return List.copyOf(declared);
    }

    List<EffectiveSetting> effective() {
        return List.copyOf(effective);
    }

    private Optional<Given> given(Variable<?> variable) {
        return Stream.concat(Stream.of(variable.name()), variable.aliases().stream())
                .map(name -> new Given(name, environment.getOrDefault(name, "")))
                .filter(given -> !given.text().isBlank())
                .findFirst()
                .map(given -> variable.kind().secret() ? given : given.stripped());
    }

    private <T> Optional<T> parse(Variable<T> variable, Given given) {
        try {
            return Optional.of(variable.kind().parse(given.text()));
        } catch (IllegalArgumentException notAllowed) {
            String shown = variable.kind().secret() ? MASK : printable(given.text());
            String allowed = variable.kind().allowed();
            problems.put(variable.name(), given.name() + ": \"" + shown + "\" is not allowed; allowed: " + allowed);
            return Optional.empty();
        }
    }

    private static String source(Variable<?> variable, Given given) {
        return given.name().equals(variable.name()) ? "environment" : "environment, as " + given.name();
    }

    /** A line break in a value must not look like the next problem. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
