package dev.parley.config;

import java.net.URI;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The origins whose web pages may call the API.
 *
 * @param any whether every origin may; {@code listed} is then empty
 * @param listed each as {@code scheme://host[:port]} in lower case, the form in which browsers send it
 */
public record CorsOrigins(boolean any, Set<String> listed) {

    /** No page may, the default of production. */
    public static final CorsOrigins NONE = new CorsOrigins(false, Set.of());

    /** Every page may. */
    public static final CorsOrigins ANY = new CorsOrigins(true, Set.of());

    static final Kind<CorsOrigins> KIND =
            Kind.of("`*`, or a comma list of origins such as `https://app.example.com`", CorsOrigins::parse);

    /** Keeps the origins sorted, so that they print the same everywhere. */
    public CorsOrigins {
        listed = Collections.unmodifiableSet(new TreeSet<>(listed));
    }

    /** Whether a page of this origin may call the API. */
    public boolean allows(String origin) {
        return any || listed.contains(origin.toLowerCase(Locale.ROOT));
    }

    private static CorsOrigins parse(String text) {
        if (text.equals("*")) {
            return ANY;
        }
        return new CorsOrigins(
                false,
                Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(origin -> !origin.isEmpty())
                        .map(CorsOrigins::origin)
                        .collect(Collectors.toSet()));
    }

    private static String origin(String text) {
        String origin = text.toLowerCase(Locale.ROOT);
        URI uri = URI.create(origin);
        Kind.require(origin.equals(uri.getScheme() + "://" + uri.getRawAuthority()));
        return origin;
    }

    @Override
    public String toString() {
        return any ? "*" : String.join(",", listed);
    }
}
