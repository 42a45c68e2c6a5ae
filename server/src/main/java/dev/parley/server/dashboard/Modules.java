package dev.parley.server.dashboard;

import dev.parley.protocol.Json;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Which modules need which others, as their {@code import} statements say. */
final class Modules {

    private static final String OWN = "app/";
    private static final String MARK = "{{assets}}/";
    private static final Pattern IMPORT =
            Pattern.compile("^(?:import|export|\\}) ?.*?from '([^']+)';$", Pattern.MULTILINE);

    private final Map<String, String> libraries = new TreeMap<>();
    private final UnaryOperator<String> source;

    /**
     * @param imports the import map, whose addresses start with <code>{{assets}}/</code>
     * @param source the text of an own module, by its path
     */
    Modules(String imports, UnaryOperator<String> source) {
        Json.parse(imports)
                .orElseThrow()
                .path("imports")
                .properties()
                .forEach(entry -> libraries.put(
                        entry.getKey(), entry.getValue().asString().substring(MARK.length())));
        this.source = source;
    }

    /** The paths of a module, of those that it imports, of those that they import, and so on. */
    Set<String> neededBy(String path) {
        Set<String> found = new LinkedHashSet<>();
        collect(path, found);
        return found;
    }

    private void collect(String path, Set<String> found) {
        if (found.add(path) && path.startsWith(OWN)) {
            IMPORT.matcher(source.apply(path)).results().forEach(name -> collect(pathOf(name.group(1)), found));
        }
    }

    private String pathOf(String name) {
        return libraries.getOrDefault(name, name);
    }
}
