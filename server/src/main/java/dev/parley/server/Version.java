package dev.parley.server;

import java.util.Optional;

/** What this program calls itself. */
final class Version {

    /** Such as {@code 1.2.3}. */
    static final String NUMBER = Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
            .orElse("development");

    /** Name and version, such as {@code parley/1.2.3}. */
    static final String IMPLEMENTATION = "parley/" + NUMBER;

    private Version() {}
}
