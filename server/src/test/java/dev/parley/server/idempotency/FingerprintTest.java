package dev.parley.server.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class FingerprintTest {

    @Test
    void theOrderOfFieldsDoesNotMatterAtAnyDepth() {
        assertThat(of("{'a':1,'b':{'c':[{'d':1,'e':2}],'f':null}}"))
                .isEqualTo(of("{'b':{'f':null,'c':[{'e':2,'d':1}]},'a':1}"))
                .matches("[0-9a-f]{64}");
    }

    @Test
    void everythingElseMatters() {
        assertThat(of("{'a':[1,2]}"))
                .isNotEqualTo(of("{'a':[2,1]}"))
                .isNotEqualTo(of("{'a':[1,2],'b':null}"))
                .isNotEqualTo(of("{'a':['1','2']}"));
        ObjectNode body = json("{}");
        assertThat(Fingerprint.of("POST /a", "", body))
                .isNotEqualTo(Fingerprint.of("POST /b", "", body))
                .isNotEqualTo(Fingerprint.of("POST /a", "1", body));
    }

    private static String of(String body) {
        return Fingerprint.of("POST /a", "", json(body));
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) Json.parse(text.replace('\'', '"')).orElseThrow();
    }
}
