package dev.parley.persistence.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.testing.QueryPlans;
import dev.parley.persistence.testing.TestDatabase;
import dev.parley.persistence.testing.TestOrg;
import dev.parley.protocol.ChannelId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** H2 must find the last message of each channel at the end of an index, not by reading all of them. */
class ChannelPlansTest {

    @RegisterExtension
    static final TestDatabase H2 = TestDatabase.h2();

    @Test
    void noQueryReadsATable() {
        TestOrg org = TestOrg.in(H2.database());
        QueryPlans queries = new QueryPlans(H2.database());
        ChannelRepository channels = new SqlChannelRepository();
        channels.list(queries, org.id(), org.bot("ada").id()).block();
        channels.existsAnywhere(queries, ChannelId.next()).block();
        channels.listConversations(queries, org.id(), org.bot("bob").id(), Long.MAX_VALUE, 20)
                .block();

        assertThat(queries.plans()).hasSize(3).allSatisfy(plan -> assertThat(plan)
                .doesNotContain("tableScan"));
        assertThat(queries.plans().get(0)).contains("index sorted");
        assertThat(queries.plans().get(2)).contains("index sorted");
    }
}
