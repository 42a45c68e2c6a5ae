package dev.parley.server.bot;

import dev.parley.protocol.BotId;
import dev.parley.protocol.Fields;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.Bot;
import dev.parley.protocol.bot.JoinStatus;
import dev.parley.server.http.Body;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A bot that wants to belong to an organisation.
 *
 * @param orgId as the client wrote it, perhaps no id at all
 * @param orgSecret empty when it comes with a ticket
 * @param ticket the value the client gave for a ticket; only used without {@code orgSecret}
 * @param name checked
 * @param profile the body, whose profile fields are checked
 * @param webhookUrl not yet checked for where it leads
 */
record RegisterBot(
        String orgId,
        Optional<String> orgSecret,
        JsonNode ticket,
        String name,
        Body profile,
        Optional<String> webhookUrl,
        Optional<String> webhookSecret) {

    private static final int MAX_METADATA_BYTES = 16_384;
    private static final int MAX_WEBHOOK_URL_BYTES = 2048;

    /** Fails with {@code VALIDATION_ERROR} or {@code RESERVED_NAME}: org, credential, name, sizes, types. */
    static RegisterBot from(Body body) {
        String orgId = body.requiredString("org_id");
        Optional<String> orgSecret = Fields.text(body.json("org_secret")).filter(text -> !text.isEmpty());
        JsonNode ticket = body.json("ticket");
        if (orgSecret.isEmpty() && (ticket == null || !Fields.isTruthy(ticket))) {
            throw HubException.invalid("Give org_secret, or a ticket from an admin of the org");
        }
        String name = BotName.require(body.json("name"));
        Fields.requireBytes(name, "name", BotName.MAX_BYTES);
        ProfileField.requireSize(body, "metadata", MAX_METADATA_BYTES);
        ProfileField.requireSize(body, "webhook_url", MAX_WEBHOOK_URL_BYTES);
        ProfileField.requireValid(body);
        return new RegisterBot(
                orgId,
                orgSecret,
                ticket,
                name,
                body,
                body.optionalString("webhook_url").filter(url -> !url.isEmpty()),
                body.optionalString("webhook_secret").filter(secret -> !secret.isEmpty()));
    }

    /** The bot as it begins, seen for the first time at {@code createdAt} (ms). */
    Bot toBot(OrgId org, AuthRole authRole, JoinStatus joinStatus, long createdAt) {
        return new Bot(
                BotId.next(),
                org,
                name,
                authRole,
                false,
                createdAt,
                createdAt,
                json("metadata"),
                text(ProfileField.BIO),
                text(ProfileField.ROLE),
                text(ProfileField.FUNCTION),
                text(ProfileField.TEAM),
                profile.optionalStrings(ProfileField.TAGS.wireName()).orElse(null),
                profile.optionalStrings(ProfileField.LANGUAGES.wireName()).orElse(null),
                json(ProfileField.PROTOCOLS.wireName()),
                text(ProfileField.STATUS_TEXT),
                text(ProfileField.TIMEZONE),
                text(ProfileField.ACTIVE_HOURS),
                text(ProfileField.VERSION),
                text(ProfileField.RUNTIME),
                joinStatus);
    }

    private String text(ProfileField field) {
        return profile.optionalString(field.wireName()).orElse(null);
    }

    private RawJson json(String field) {
        JsonNode value = profile.json(field);
        return Fields.isNothing(value) ? null : RawJson.of(value);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "registration of " + name + " in " + orgId;
    }
}
