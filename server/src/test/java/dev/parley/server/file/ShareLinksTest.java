package dev.parley.server.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.config.Secret;
import dev.parley.protocol.FileId;
import dev.parley.protocol.OrgId;
import dev.parley.server.testing.ManualClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShareLinksTest {

    private static final OrgId ORG = OrgId.next();
    private static final FileId FILE = FileId.next();

    private final ManualClock clock = new ManualClock(1_800_000_000_000L);
    private final ShareLinks links = links("a secret");

    private ShareLinks links(String secret) {
        return ShareLinks.of(Optional.of(new Secret(secret)), clock);
    }

    private static Map<String, String> parts(String query) {
        String[] parts = query.split("[=&]", -1);
        return Map.of(parts[0], parts[1], parts[2], parts[3]);
    }

    @Test
    void aLinkIsGoodForADay() {
        String expiry = parts(links.query(ORG, FILE)).get("exp");
        assertThat(expiry).isEqualTo("1800086400");
        clock.advance(Duration.ofHours(24).minusSeconds(1));
        assertThat(links.isFresh(expiry)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(links.isFresh(expiry)).isFalse();
    }

    @Test
    void whatIsNoTimeIsNotFresh() {
        assertThat(links.isFresh("")).isFalse();
        assertThat(links.isFresh("soon")).isFalse();
        assertThat(links.isFresh("-1")).isFalse();
        assertThat(links.isFresh("9".repeat(30))).isFalse();
    }

    @Test
    void aSignatureIsForOneFileOfOneOrganisationUntilOneMoment() {
        Map<String, String> link = parts(links.query(ORG, FILE));
        String expiry = link.get("exp");
        String signature = link.get("sig");
        assertThat(signature).matches("[\\w-]{43}");
        assertThat(links.isSigned(ORG, FILE, expiry, signature)).isTrue();
        assertThat(links("a secret").isSigned(ORG, FILE, expiry, signature)).isTrue();
        assertThat(links.isSigned(OrgId.next(), FILE, expiry, signature)).isFalse();
        assertThat(links.isSigned(ORG, FileId.next(), expiry, signature)).isFalse();
        assertThat(links.isSigned(ORG, FILE, expiry + "0", signature)).isFalse();
        assertThat(links.isSigned(ORG, FILE, expiry, signature.substring(1))).isFalse();
        assertThat(links.isSigned(ORG, FILE, expiry, "")).isFalse();
        assertThat(links("another").isSigned(ORG, FILE, expiry, signature)).isFalse();
    }

    @Test
    void withoutASecretTheKeyIsChance() {
        String query = ShareLinks.of(Optional.empty(), clock).query(ORG, FILE);
        assertThat(ShareLinks.of(Optional.empty(), clock).query(ORG, FILE)).isNotEqualTo(query);
    }
}
