package dev.parley.persistence.testing;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test class once a Netty buffer has been lost that nobody released; found by JUnit itself. The buffer may be one
 * of an earlier class: it is noticed only when it has been collected. Needs {@code io.netty.leakDetection.level=paranoid}.
 */
public final class LeakGuard implements AfterAllCallback {
    private static final Queue<String> LEAKS = new ConcurrentLinkedQueue<>();

    static {
        ByteBufUtil.setLeakListener((resource, records) -> LEAKS.add(resource + withoutTestEngine(records)));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        System.gc();
        ByteBufAllocator.DEFAULT.buffer(1).release(); // Netty looks for lost buffers whenever it makes one.
        String leak = LEAKS.poll();
        if (leak != null) {
            throw new AssertionError("A buffer was not released: " + leak);
        }
    }

    private static String withoutTestEngine(String records) {
        return records.lines()
                .filter(line -> !line.startsWith("\torg.junit.") && !line.startsWith("\tjava.base/"))
                .collect(Collectors.joining("\n"));
    }
}
