package dev.parley.server.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SecretsTest {

    @Test
    void secretsHaveTheFormsClientsKnow() {
        assertThat(Secrets.botToken()).matches("bot_[0-9a-f]{48}");
        assertThat(Secrets.orgSecret()).matches("[0-9a-f]{48}");
        assertThat(Secrets.ticketCode()).matches("tkt_[0-9a-f]{16}");
        assertThat(Secrets.sessionId()).matches("[0-9a-f]{64}");
        assertThat(Secrets.wsTicket()).matches("[0-9a-f]{48}");
    }

    @Test
    void noSecretComesTwice() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            assertThat(seen.add(Secrets.botToken())).isTrue();
        }
    }

    @Test
    void theHashIsTheOneOfImportedData() {
        String hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

        assertThat(Secrets.hash("abc")).isEqualTo(hash);
        assertThat(Secrets.matches("abc", hash)).isTrue();
        assertThat(Secrets.matches("abd", hash)).isFalse();
        assertThat(Secrets.matches("", hash)).isFalse();
    }

    @Test
    void aRefIsStableAndTellsNothing() {
        String id = Secrets.sessionId();

        assertThat(Secrets.sessionRef(id)).matches("[0-9a-f]{16}").isEqualTo(Secrets.sessionRef(id));
        assertThat(Secrets.sessionRef(id)).isNotEqualTo(Secrets.sessionRef(Secrets.sessionId()));
        assertThat(id).doesNotContain(Secrets.sessionRef(id));
        assertThat(Secrets.hash(id)).doesNotContain(Secrets.sessionRef(id));
    }
}
