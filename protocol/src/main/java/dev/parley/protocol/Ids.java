package dev.parley.protocol;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** Makes and reads UUIDs. New ones are version 7 (RFC 9562): they begin with the time, so that indexes grow at one end. */
public final class Ids {

    private static final Pattern UUID_SHAPE =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final long NODE = new SecureRandom().nextLong();

    /** Milliseconds (48 bits) and a counter (12 bits), as one number that only rises. */
    private static final AtomicLong CLOCK = new AtomicLong();

    private Ids() {}

    /** A UUID greater than every one made before it in this process. */
    public static UUID next() {
        long wanted = System.currentTimeMillis() << 12;
        long tick = CLOCK.updateAndGet(last -> Math.max(last + 1, wanted));
        long high = (tick >>> 12 << 16) | 0x7000 | (tick & 0xFFF);
        long low = (NODE ^ ThreadLocalRandom.current().nextLong()) >>> 2 | Long.MIN_VALUE;
        return new UUID(high, low);
    }

    /** The UUID in {@code text} in its 8-4-4-4-12 form, or empty. */
    public static Optional<UUID> parse(String text) {
        if (text == null || text.length() != 36 || !UUID_SHAPE.matcher(text).matches()) {
            return Optional.empty();
        }
        return Optional.of(UUID.fromString(text));
    }
}
