package dev.parley.server.quickstart;

import dev.parley.server.testing.TestHub;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Drives what existing clients rely on against a hub on PostgreSQL. */
class PostgresQuickstartTest {

    @RegisterExtension
    static final TestHub HUB = TestHub.onPostgres();

    @Nested
    class Identity extends OnPostgres implements IdentityQuickstart {}

    @Nested
    class Messaging extends OnPostgres implements MessagingQuickstart {}

    @Nested
    class Threads extends OnPostgres implements ThreadQuickstart {}

    @Nested
    class ThreadMessages extends OnPostgres implements ThreadMessageQuickstart {}

    @Nested
    class CatchUp extends OnPostgres implements CatchUpQuickstart {}

    @Nested
    class Errors extends OnPostgres implements ErrorQuickstart {}

    @Nested
    class Sockets extends OnPostgres implements SocketQuickstart {}

    abstract static class OnPostgres {
        public TestHub hub() {
            return HUB;
        }
    }
}
