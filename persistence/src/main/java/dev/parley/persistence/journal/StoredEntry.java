package dev.parley.persistence.journal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it was stored.
 *
 * @param type wire name of the event
 * @param actor whose doing it was, null when it was no bot's
 * @param frame the exact JSON that goes out
 */
public record StoredEntry(
        long position, String type, @Nullable UUID actor, String frame) {}
