package dev.parley.server.auth;

import dev.parley.server.auth.Lockouts.Watch;
import dev.parley.server.redis.Redis;
import dev.parley.server.redis.RedisScript;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import reactor.core.publisher.Mono;

/**
 * Failures on all nodes. Time is that of Redis, so all nodes agree on it. A key is a hash that goes when it is forgotten;
 * all keys of an address are in one place of a Redis cluster.
 */
final class RedisFailureCounts implements FailureCounts {

    /** What the script takes as the time; empty for that of Redis. */
    private static final String TIME_OF_REDIS = "";

    /** Arguments: time, whether to count, when to forget; then of each key how many failures lock it, and for how long. */
    private static final RedisScript SCRIPT = new RedisScript("""
        local now = tonumber(ARGV[1])
        if not now then
          local of_redis = redis.call('TIME')
          now = of_redis[1] * 1000 + math.floor(of_redis[2] / 1000)
        end
        local counting, forget = ARGV[2] == 'true', tonumber(ARGV[3])

        local locked = 0
        local failures = {}
        for i, key in ipairs(KEYS) do
          local known = redis.call('HMGET', key, 'count', 'at')
          local count, at = tonumber(known[1] or 0), tonumber(known[2] or 0)
          local most, lock = tonumber(ARGV[2 + 2 * i]), tonumber(ARGV[3 + 2 * i])
          if count >= most then
            locked = math.max(locked, at + lock - now)
          end
          failures[i] = {count = count, at = at, most = most}
        end

        local answer = {now, locked}
        for i, key in ipairs(KEYS) do
          local it = failures[i]
          if counting and locked == 0 then
            local before = now < it.at + forget and it.count or 0
            it.count, it.at = math.min(before + 1, it.most), now
            redis.call('HSET', key, 'count', it.count, 'at', string.format('%.0f', now))
            redis.call('PEXPIRE', key, forget)
          end
          table.insert(answer, it.count)
          table.insert(answer, it.at)
        end
        return answer
        """);

    private final Redis redis;
    private final Supplier<String> time;

    RedisFailureCounts(Redis redis) {
        this(redis, () -> TIME_OF_REDIS);
    }

    /** @param time ms, for tests */
    RedisFailureCounts(Redis redis, Supplier<String> time) {
        this.redis = redis;
        this.time = time;
    }

    @Override
    public Mono<Tally> look(List<Watch> watches) {
        return run(watches, false);
    }

    @Override
    public Mono<Tally> count(List<Watch> watches) {
        return run(watches, true);
    }

    private Mono<Tally> run(List<Watch> watches, boolean counting) {
        List<String> keys = watches.stream().map(RedisFailureCounts::key).toList();
        return Mono.defer(() -> SCRIPT.run(redis, keys, arguments(watches, counting)))
                .map(answer -> tally(watches, answer));
    }

    private List<String> arguments(List<Watch> watches, boolean counting) {
        Stream<String> first = Stream.of(time.get(), Boolean.toString(counting), Long.toString(FORGET.toMillis()));
        Stream<String> ofEach = watches.stream()
                .flatMap(watch -> Stream.of(
                        Integer.toString(watch.failures()),
                        Long.toString(watch.lock().toMillis())));
        return Stream.concat(first, ofEach).toList();
    }

    private static Tally tally(List<Watch> watches, List<Long> answer) {
        List<Failures> failures = IntStream.range(0, watches.size())
                .mapToObj(i -> new Failures(answer.get(2 + 2 * i).intValue(), answer.get(3 + 2 * i)))
                .toList();
        return Tally.of(answer.get(1), watches, failures, answer.get(0));
    }

    static String key(Watch watch) {
        return "parley:lockout:{" + watch.address() + "}" + watch.what();
    }
}
