package dev.parley.server.testing;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.blockhound.BlockHound;

/** Makes every test fail in which a thread that must not block does; found by JUnit itself. */
public final class BlockingCallGuard implements BeforeAllCallback {

    static {
        BlockHound.builder()
                // A log line is written by the thread that has something to say.
                .allowBlockingCallsInside("ch.qos.logback.classic.Logger", "callAppenders")
                .install();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // Loading this class was all there is to do.
    }
}
