package dev.parley.server.redis;

import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.codec.Base16;
import java.nio.charset.StandardCharsets;
import java.util.List;
import reactor.core.publisher.Mono;

/** A Lua script that answers with whole numbers. It is sent by its hash, and whole when Redis does not know that. */
public final class RedisScript {

    private final String text;
    private final String hash;

    public RedisScript(String text) {
        this.text = text;
        this.hash = Base16.digest(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Runs it, atomically. All keys must have one hash tag. Fails as {@link Redis#call}. */
    public Mono<List<Long>> run(Redis redis, List<String> keys, List<String> arguments) {
        String[] names = keys.toArray(String[]::new);
        String[] values = arguments.toArray(String[]::new);
        return redis.call(commands -> commands.<List<Long>>evalsha(hash, ScriptOutputType.MULTI, names, values)
                .onErrorResume(
                        RedisNoScriptException.class,
                        unknown -> commands.eval(text, ScriptOutputType.MULTI, names, values))
                .next());
    }
}
