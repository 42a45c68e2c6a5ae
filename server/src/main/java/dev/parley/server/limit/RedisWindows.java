package dev.parley.server.limit;

import dev.parley.server.limit.RateLimits.Kind;
import dev.parley.server.redis.Redis;
import dev.parley.server.redis.RedisScript;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * What bots did on all nodes, counted as {@link SlidingWindow} does, each attempt atomically. Time is that of Redis: so
 * all nodes agree on it, however wrong their own clocks are. A key lives as long as its events do.
 */
final class RedisWindows implements Windows {

    /** What the script takes as the time; empty for that of Redis. */
    private static final String TIME_OF_REDIS = "";

    /**
     * A window is a list of slots in use, oldest first: the time of the slot's latest event, how many events were counted
     * before the slot, and how many in it. So the number within the window follows from the two ends.
     */
    private static final RedisScript ATTEMPT = new RedisScript("""
        local key = KEYS[1]
        local limit, window, slot = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
        local time = tonumber(ARGV[4])
        if not time then
          local of_redis = redis.call('TIME')
          time = of_redis[1] * 1000 + math.floor(of_redis[2] / 1000)
        end

        local function slot_at(index)
          local text = redis.call('LINDEX', key, index)
          if not text then
            return nil
          end
          local at, before, count = string.match(text, '(%d+) (%d+) (%d+)')
          return {at = tonumber(at), before = tonumber(before), count = tonumber(count)}
        end

        local function text_of(slot)
          return string.format('%.0f %.0f %.0f', slot.at, slot.before, slot.count)
        end

        local newest = slot_at(-1)
        local now = newest and math.max(time, newest.at) or time
        local oldest = slot_at(0)
        while oldest and oldest.at <= now - window do
          redis.call('LPOP', key)
          oldest = slot_at(0)
        end
        newest = oldest and newest
        local total = oldest and newest.before + newest.count - oldest.before or 0
        local allowed = total < limit and 1 or 0

        if allowed == 1 then
          total = total + 1
          if newest and math.floor(newest.at / slot) == math.floor(now / slot) then
            redis.call('LSET', key, -1, text_of({at = now, before = newest.before, count = newest.count + 1}))
          else
            local before = newest and newest.before + newest.count or 0
            redis.call('RPUSH', key, text_of({at = now, before = before, count = 1}))
          end
          redis.call('PEXPIRE', key, string.format('%.0f', now - time + window))
          oldest = slot_at(0)
        end
        return {allowed, math.max(0, limit - total), oldest and oldest.at + window - now or window}
        """);

    private final Redis redis;
    private final Supplier<String> time;

    RedisWindows(Redis redis) {
        this(redis, () -> TIME_OF_REDIS);
    }

    /** @param time ms, for tests */
    RedisWindows(Redis redis, Supplier<String> time) {
        this.redis = redis;
        this.time = time;
    }

    @Override
    public Mono<Attempt> attempt(Bot bot, Kind kind, long limit) {
        return Mono.defer(() -> ATTEMPT.run(redis, List.of(key(bot, kind)), arguments(kind, limit)))
                .map(answer -> new Attempt(answer.get(0) == 1, answer.get(1), Duration.ofMillis(answer.get(2))));
    }

    /** In a Redis cluster everything about a bot is in one place. */
    static String key(Bot bot, Kind kind) {
        return "parley:limit:{" + bot.org() + ":" + bot.id() + "}:" + kind.wireName();
    }

    private List<String> arguments(Kind kind, long limit) {
        long window = kind.window().toMillis();
        return List.of(
                Long.toString(limit),
                Long.toString(window),
                Long.toString(SlidingWindow.slotMillis(window)),
                time.get());
    }
}
