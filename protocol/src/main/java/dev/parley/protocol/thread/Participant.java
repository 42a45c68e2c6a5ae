package dev.parley.protocol.thread;

import dev.parley.protocol.BotId;
import org.jspecify.annotations.Nullable;

/**
 * A bot as a thread's detail lists it.
 *
 * @param label its role in the thread, which permission policies refer to, or null
 * @param joinedAt ms
 */
public record Participant(
        BotId botId, String name, boolean online, @Nullable String label, long joinedAt) {}
