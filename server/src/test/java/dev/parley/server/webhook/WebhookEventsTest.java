package dev.parley.server.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.persistence.journal.StoredEntry;
import dev.parley.persistence.webhook.Webhook;
import dev.parley.protocol.BotId;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.event.Event;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The column Webhook of the contract's table, for every event there is. */
class WebhookEventsTest {

    private static final String NEVER = "never";
    private static final String OF_OTHERS = "of others";
    private static final String ALWAYS = "always";

    private static final Map<String, String> EXPECTED = Map.ofEntries(
            Map.entry("message", OF_OTHERS),
            Map.entry("channel_created", NEVER),
            Map.entry("bot_online", NEVER),
            Map.entry("bot_offline", NEVER),
            Map.entry("bot_registered", NEVER),
            Map.entry("bot_join_request", ALWAYS),
            Map.entry("bot_status_changed", NEVER),
            Map.entry("bot_renamed", NEVER),
            Map.entry("thread_created", ALWAYS),
            Map.entry("thread_updated", ALWAYS),
            Map.entry("thread_status_changed", ALWAYS),
            Map.entry("thread_message", OF_OTHERS),
            Map.entry("thread_artifact", OF_OTHERS),
            Map.entry("thread_participant", ALWAYS),
            Map.entry("thread_join_request", ALWAYS));

    private final BotId self = BotId.next();

    @Test
    void everyEventIsPostedToWhomTheContractSays() {
        Class<?>[] events = Event.class.getPermittedSubclasses();
        assertThat(events).hasSize(EXPECTED.size());
        for (Class<?> event : events) {
            String type = Event.told(event.asSubclass(Event.class)).as();
            assertThat(reach(type)).as(type).isEqualTo(EXPECTED.get(type));
        }
    }

    private String reach(String type) {
        Webhook all = webhook(null);
        boolean others = WebhookEvents.wants(all, entry(type, BotId.next().value()));
        boolean own = WebhookEvents.wants(all, entry(type, self.value()));
        assertThat(WebhookEvents.wants(all, entry(type, null)))
                .as("%s of nobody's doing", type)
                .isEqualTo(others);
        return own ? ALWAYS : others ? OF_OTHERS : NEVER;
    }

    @Test
    void aWebhookGetsOnlyWhatItWants() {
        Webhook picky = webhook(List.of("thread_message", "thread_created"));

        assertThat(WebhookEvents.TYPES)
                .filteredOn(type -> WebhookEvents.wants(picky, entry(type, null)))
                .containsExactlyInAnyOrder("thread_message", "thread_created");
        assertThat(WebhookEvents.wants(picky, entry("thread_message", self.value())))
                .isFalse();
    }

    private Webhook webhook(List<String> types) {
        return Webhook.begin(OrgId.next(), self, "https://example.org", null, types, 0, 0);
    }

    private static StoredEntry entry(String type, UUID actor) {
        return new StoredEntry(1, type, actor, "{}");
    }
}
