package dev.parley.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes {@code config/CONFIGURATION.md} from the declarations of the settings. */
public final class ConfigurationGuide {

    private static final String INTRODUCTION = """
            # Configuration

            Parley is configured by environment variables, read once at start. One that is absent or blank takes its
            default; if any is wrong, the server names all that are wrong and exits with code 1.
            `java -jar parley.jar config` prints the settings in force, without secrets.

            This page is generated: `java -jar server/target/parley.jar config --markdown > config/CONFIGURATION.md`.
            """;

    private static final String TABLE_HEAD = """

            ## %s

            | Variable | Default | Allowed | Meaning |
            |---|---|---|---|
            """;

    private ConfigurationGuide() {}

    /** The whole page; depends on nothing but the declarations. */
    public static String markdown() {
        // What a reading asks for is all there is, so no setting can be missing here. Its values are of no interest.
        Reading reading = new Reading(Map.of());
        Settings unused = Settings.read(reading);
        List<Reading.Declared> declared = reading.declared();
        return INTRODUCTION
                + declared.stream()
                        .map(Reading.Declared::group)
                        .distinct()
                        .map(group -> section(group, declared))
                        .collect(Collectors.joining());
    }

    private static String section(String group, List<Reading.Declared> declared) {
        return TABLE_HEAD.formatted(group)
                + declared.stream()
                        .filter(it -> it.group().equals(group))
                        .map(it -> row(it.variable()))
                        .collect(Collectors.joining());
    }

    private static String row(Variable<?> variable) {
        return "| %s | %s | %s | %s |\n"
                .formatted(names(variable), standard(variable), variable.kind().allowed(), meaning(variable));
    }

    private static String names(Variable<?> variable) {
        return variable.aliases().stream()
                .map(alias -> " (or `" + alias + "`)")
                .collect(Collectors.joining("", "`" + variable.name() + "`", ""));
    }

    private static String standard(Variable<?> variable) {
        String standard = variable.standard().map(ConfigurationGuide::code).orElse("–");
        Optional<String> devStandard = variable.devStandard().map(ConfigurationGuide::code);
        return devStandard.map(it -> standard + "; with `DEV_MODE` " + it).orElse(standard);
    }

    private static String meaning(Variable<?> variable) {
        return variable.kind().secret() ? variable.about() + " Secret, printed masked." : variable.about();
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}
