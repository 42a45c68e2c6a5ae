package dev.parley.server.dashboard;

import dev.parley.persistence.journal.Position;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A long past, written into the database: saying it all would take a while. */
final class History {

    private static final String SAY = """
            INSERT INTO messages (org_id, topic_id, sender_id, id, position, content, content_type, mention_all)
            SELECT cast($1 AS uuid), cast($2 AS uuid), cast($3 AS uuid), said.id, said.position, said.content, 'text', FALSE
              FROM unnest(cast($4 AS uuid array), cast($5 AS bigint array), cast($6 AS varchar array))
                   AS said(id, position, content)
            """;

    private static final long DISTANCE_MILLIS = 10_000;
    private static final String WORDS = "the quick **brown** fox jumps over the `lazy` dog ";

    private History() {}

    /** Has ada say {@code message 0}, {@code message 1} …, of different lengths, the last one just before the thread began. */
    static void write(Talkers talk, int messages) {
        long begin = talk.now().path("created_at").asLong() - messages * DISTANCE_MILLIS;
        UUID[] ids = Stream.generate(UUID::randomUUID).limit(messages).toArray(UUID[]::new);
        Long[] positions = IntStream.range(0, messages)
                .mapToObj(i -> Position.first(begin + i * DISTANCE_MILLIS))
                .toArray(Long[]::new);
        String[] texts = IntStream.range(0, messages)
                .mapToObj(i -> "message " + i + "\n" + WORDS.repeat(i % 17))
                .toArray(String[]::new);
        talk.hub().inDatabase(database -> database.execute(
                        SAY,
                        UUID.fromString(talk.org().id()),
                        UUID.fromString(talk.thread()),
                        UUID.fromString(talk.ada().id()),
                        ids,
                        positions,
                        texts)
                .block());
    }
}
