package dev.parley.server.bot;

import dev.parley.persistence.webhook.Webhook;
import dev.parley.protocol.BotId;
import dev.parley.protocol.Fields;
import dev.parley.protocol.HubException;
import dev.parley.protocol.OrgId;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.bot.AuthRole;
import dev.parley.protocol.bot.Bot;
import dev.parley.protocol.bot.JoinStatus;
import dev.parley.protocol.schema.Schema;
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
 * @param webhookSecret of no use without {@code webhookUrl}
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

    /** UTF-16 code units. */
    private static final int MAX_WEBHOOK_SECRET_LENGTH = 1024;

    /** UTF-16 code units; what is longer is no credential of this hub. */
    private static final int MAX_CREDENTIAL_LENGTH = 1024;

    static final Schema SCHEMA = ProfileField.describe(Schema.object()
            .required("org_id", Schema.name(MAX_CREDENTIAL_LENGTH))
            .optional("org_secret", Schema.any().describe("The bot becomes an admin. Wins over a ticket."))
            .optional("ticket", Schema.any().describe("The bot becomes a member, and may have to wait for approval."))
            .required("name", BotName.SCHEMA)
            .optional("metadata", Schema.any().describe("At most " + MAX_METADATA_BYTES + " bytes of JSON."))
            .optional(
                    "webhook_url",
                    Schema.text(MAX_WEBHOOK_URL_BYTES).orNull().describe("Where events are posted: https, and public."))
            .optional("webhook_secret", Schema.text(MAX_WEBHOOK_SECRET_LENGTH).orNull()));

    /** Fails with {@code VALIDATION_ERROR} or {@code RESERVED_NAME}: org, credential, name, sizes, types. */
    static RegisterBot from(Body body) {
        String orgId = body.requiredString("org_id", MAX_CREDENTIAL_LENGTH);
        Optional<String> orgSecret = Fields.text(body.json("org_secret")).filter(text -> !text.isEmpty());
        orgSecret.ifPresent(secret -> Fields.requireLength(secret, "org_secret", MAX_CREDENTIAL_LENGTH));
        JsonNode ticket = body.json("ticket");
        if (orgSecret.isEmpty() && (ticket == null || !Fields.isTruthy(ticket))) {
            throw HubException.invalid("Give org_secret, or a ticket from an admin of the org");
        }
        String name = BotName.require(body.json("name"));
        ProfileField.requireSize(body, "metadata", MAX_METADATA_BYTES);
        ProfileField.requireSize(body, "webhook_url", MAX_WEBHOOK_URL_BYTES);
        ProfileField.requireValid(body);
        return new RegisterBot(
                orgId,
                orgSecret,
                ticket,
                name,
                body,
                body.optionalString("webhook_url", MAX_WEBHOOK_URL_BYTES)
                        .filter(url -> !url.isEmpty())
                        .map(String::strip),
                body.optionalString("webhook_secret", MAX_WEBHOOK_SECRET_LENGTH).filter(secret -> !secret.isEmpty()));
    }

    /** The bot as it begins, seen for the first time at {@code createdAt} (ms). */
    Bot toBot(OrgId org, AuthRole authRole, JoinStatus joinStatus, long createdAt) {
        Bot unknown = new Bot(
                BotId.next(),
                org,
                name,
                authRole,
                false,
                createdAt,
                createdAt,
                metadata(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                joinStatus);
        return new ProfilePatch(profile).applyTo(unknown);
    }

    /** Where the bot wants its events posted, from {@code position} on; its registration is not among them. */
    Optional<Webhook> webhook(Bot bot, long position) {
        return webhookUrl.map(url ->
                Webhook.begin(bot.orgId(), bot.id(), url, webhookSecret.orElse(null), null, position, bot.createdAt()));
    }

    private RawJson metadata() {
        JsonNode value = profile.json("metadata");
        return Fields.isNothing(value) ? null : RawJson.of(value);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "registration of " + name + " in " + orgId;
    }
}
