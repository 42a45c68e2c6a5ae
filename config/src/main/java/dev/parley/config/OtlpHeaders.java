package dev.parley.config;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a collector of traces wants to be told with every request; prints as {@code ***}, as it is mostly a key.
 *
 * @param all values by name
 */
public record OtlpHeaders(Map<String, String> all) {

    /** None. */
    static final OtlpHeaders NONE = new OtlpHeaders(Map.of());

    static final Kind<OtlpHeaders> KIND = Kind.of("`name=value,name=value`, values percent-encoded", OtlpHeaders::parse)
            .keptSecret();

    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[ -~]*");

    private static OtlpHeaders parse(String text) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String header : text.strip().split(",")) {
            int equals = header.indexOf('=');
            Kind.require(equals > 0);
            String name = header.substring(0, equals).strip();
            // URLDecoder takes + for a space; here it stands for itself.
            String encoded = header.substring(equals + 1).strip().replace("+", "%2B");
            String value = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
            Kind.require(NAME.matcher(name).matches() && VALUE.matcher(value).matches());
            all.put(name, value);
        }
        return new OtlpHeaders(Map.copyOf(all));
    }

    @Override
    public String toString() {
        return all.isEmpty() ? "" : "***";
    }
}
