package dev.parley.server.quickstart;

import dev.parley.server.testing.TestHub;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Drives what existing clients rely on against a hub on the embedded database. */
class H2QuickstartTest {

    @RegisterExtension
    static final TestHub HUB = TestHub.onH2();

    @Nested
    class Identity extends OnH2 implements IdentityQuickstart {}

    @Nested
    class Messaging extends OnH2 implements MessagingQuickstart {}

    @Nested
    class Threads extends OnH2 implements ThreadQuickstart {}

    @Nested
    class ThreadMessages extends OnH2 implements ThreadMessageQuickstart {}

    @Nested
    class CatchUp extends OnH2 implements CatchUpQuickstart {}

    @Nested
    class Errors extends OnH2 implements ErrorQuickstart {}

    @Nested
    class Sockets extends OnH2 implements SocketQuickstart {}

    abstract static class OnH2 {
        public TestHub hub() {
            return HUB;
        }
    }
}
