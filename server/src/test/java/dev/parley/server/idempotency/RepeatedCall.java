package dev.parley.server.idempotency;

import dev.parley.protocol.Json;
import dev.parley.server.client.Answer;
import dev.parley.server.client.Fields;
import dev.parley.server.client.HubClient;
import dev.parley.server.client.HubSocket;
import dev.parley.server.testing.TestBot;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A request that can be made again, through one of the doors. */
interface RepeatedCall {

    /** What a client sees of the answer: everything but what belongs to the moment. */
    String answer(String key);

    /** The code that another request with that key is refused with. */
    String codeOfAnother(String key);

    /** A request without a body is sent without one. */
    static RepeatedCall rest(HubClient caller, String method, String path, Object body) {
        return new RepeatedCall() {
            @Override
            public String answer(String key) {
                HubClient keyed = caller.with(IdempotencyKey.HEADER, key);
                return shown(body == null ? keyed.call(method, path) : keyed.call(method, path, body));
            }

            @Override
            public String codeOfAnother(String key) {
                ObjectNode other = Json.mapper().valueToTree(body == null ? Fields.of() : body);
                Answer answer = caller.with(IdempotencyKey.HEADER, key)
                        .call(method, path, other.put("another", true).toString());
                return answer.status() + " " + answer.code();
            }

            private String shown(Answer answer) {
                Map<String, String> headers = new TreeMap<>();
                answer.headers()
                        .map()
                        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.toString()));
                headers.keySet().removeIf(name -> name.equals("date") || name.contains("ratelimit"));
                return answer.status() + " " + headers + " " + answer.body();
            }
        };
    }

    /** Each time over a new socket, and with another {@code ref}. */
    static RepeatedCall frame(TestBot caller, String type, Object... namesAndValues) {
        Map<String, Object> fields = Fields.of(namesAndValues);
        return new RepeatedCall() {
            @Override
            public String answer(String key) {
                JsonNode ack = send(key, fields);
                return ack.path("type").asString() + " " + ack.path("result") + ack.path("error");
            }

            @Override
            public String codeOfAnother(String key) {
                Map<String, Object> other = Fields.of("another", true);
                other.putAll(fields);
                JsonNode error = send(key, other);
                return error.path("type").asString() + " " + error.path("code").asString();
            }

            private JsonNode send(String key, Map<String, Object> asked) {
                String ref = "ref-" + System.nanoTime();
                Map<String, Object> frame = Fields.of("ref", ref, "type", type, IdempotencyKey.FIELD, key);
                frame.putAll(asked);
                try (HubSocket socket = caller.connect()) {
                    socket.send(frame);
                    JsonNode answer = socket.next();
                    while (!answer.path("ref").asString("").equals(ref)) {
                        answer = socket.next();
                    }
                    return answer;
                }
            }
        };
    }
}
