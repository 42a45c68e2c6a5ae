package dev.parley.persistence.testing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBufAllocator;
import java.lang.ref.Cleaner;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LeakGuardTest {
    private static final Cleaner CLEANER = Cleaner.create();

    private final LeakGuard guard = new LeakGuard();

    @Test
    void aLostBufferIsNoticed() throws InterruptedException {
        loseABuffer();
        collectGarbage();
        collectGarbage(); // What the first collection found has been handed out before anything of the second.

        assertThatThrownBy(() -> guard.afterAll(null)).hasMessageContaining("was not released");
        assertThatCode(() -> guard.afterAll(null)).doesNotThrowAnyException();
    }

    private static void loseABuffer() {
        ByteBufAllocator.DEFAULT.buffer(16).writeInt(1);
    }

    /** Returns when a collection has found an object that nobody holds. */
    private static void collectGarbage() throws InterruptedException {
        CountDownLatch collected = new CountDownLatch(1);
        CLEANER.register(new Object(), collected::countDown);
        System.gc();
        collected.await();
    }
}
