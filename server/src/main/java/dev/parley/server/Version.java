package dev.parley.server;

import java.util.Optional;

/** What this program calls itself. */
final class Version {

    /** Name and version, such as {@code parley/1.2.3}. */
    static final String IMPLEMENTATION = "parley/"
            + Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
                    .orElse("development");

    private Version() {}
}
