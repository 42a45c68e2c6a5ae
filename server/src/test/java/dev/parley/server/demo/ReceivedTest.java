package dev.parley.server.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.protocol.Json;
import org.junit.jupiter.api.Test;

/** What is not in the script is told so that one sees at once what went wrong. */
class ReceivedTest {

    private final Received received = new Received(
            "bob",
            Json.parse("{\"type\":\"error\",\"n\":7,\"a\":[{\"b\":\"x\"}]}").orElseThrow());

    @Test
    void whatIsExpectedPasses() {
        assertThat(received.with("/type", "error").with("/n", 7).with("/a/0/b", "x"))
                .isSameAs(received);
        assertThat(received.text("/a/0/b")).isEqualTo("x");
        assertThat(received.number("/n")).isEqualTo(7);
    }

    @Test
    void whatIsNotIsNamedWithItsPlace() {
        assertThatThrownBy(() -> received.with("/type", "ack"))
                .isInstanceOf(Unexpected.class)
                .hasMessageStartingWith("bob expected \"ack\" at /type, but got \"error\" in {");
        assertThatThrownBy(() -> received.with("/gone", 1)).hasMessageContaining("but got nothing");
        assertThatThrownBy(() -> received.text("/n")).hasMessageContaining("a text at /n");
        assertThatThrownBy(() -> received.number("/type")).hasMessageContaining("a whole number at /type");
    }
}
