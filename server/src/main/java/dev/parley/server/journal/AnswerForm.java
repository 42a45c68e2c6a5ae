package dev.parley.server.journal;

import dev.parley.protocol.Json;
import dev.parley.protocol.RawJson;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * How the answer of a command is kept for those who repeat the request, and made of what was kept: equal to the first one,
 * to the byte where it is JSON itself.
 *
 * @param <T> the answer
 */
interface AnswerForm<T> {

    /** What to keep; empty for a refusal, which changed nothing that others can observe. */
    Optional<String> write(T answer);

    T read(String kept);

    /** A value, a record or a sealed type of records that says by annotation how it is told apart. */
    static <T> AnswerForm<T> of(Class<T> type) {
        return new AnswerForm<>() {
            @Override
            public Optional<String> write(T answer) {
                return Optional.of(Mapper.INSTANCE.writeValueAsString(answer));
            }

            @Override
            public T read(String kept) {
                return Mapper.INSTANCE.readValue(kept, type);
            }
        };
    }

    /** What was granted. */
    static <T> AnswerForm<Verdict<T>> ofVerdict(Class<T> type) {
        AnswerForm<T> granted = of(type);
        return new AnswerForm<>() {
            @Override
            public Optional<String> write(Verdict<T> verdict) {
                return verdict.granted().flatMap(granted::write);
            }

            @Override
            public Verdict<T> read(String kept) {
                return Verdict.granted(granted.read(kept));
            }
        };
    }

    /** Writes what is JSON already as a string, so that its text survives as it is. */
    final class Mapper {

        static final JsonMapper INSTANCE = Json.mapper()
                .rebuild()
                .addModule(new SimpleModule()
                        .addSerializer(RawJson.class, new RawJsonWriter())
                        .addDeserializer(RawJson.class, new RawJsonReader()))
                .build();

        private Mapper() {}
    }

    /** See {@link Mapper}. */
    final class RawJsonWriter extends ValueSerializer<RawJson> {
        @Override
        public void serialize(RawJson json, JsonGenerator out, SerializationContext context) {
            out.writeString(json.text());
        }
    }

    /** See {@link Mapper}. */
    final class RawJsonReader extends ValueDeserializer<RawJson> {
        @Override
        public RawJson deserialize(JsonParser in, DeserializationContext context) {
            return new RawJson(in.getString());
        }
    }
}
