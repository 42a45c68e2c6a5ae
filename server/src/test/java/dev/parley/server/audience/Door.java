package dev.parley.server.audience;

import java.util.function.Consumer;

/**
 * A way to make something happen.
 *
 * @param before what must be so first; nobody looks at what is received of it
 * @param act what happens
 */
record Door(Consumer<Stage> before, Consumer<Stage> act) {

    static Door of(Consumer<Stage> act) {
        return new Door(stage -> {}, act);
    }

    /** After that. */
    Door after(Consumer<Stage> first) {
        return new Door(first, act);
    }
}
