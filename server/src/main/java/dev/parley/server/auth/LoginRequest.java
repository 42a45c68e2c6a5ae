package dev.parley.server.auth;

import dev.parley.protocol.HubException;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.http.Body;
import tools.jackson.databind.JsonNode;

/** What a person logs in with. Secrets are not printed. */
sealed interface LoginRequest {

    /** UTF-16 code units; what is longer is no secret of this hub. */
    int MAX_SECRET_LENGTH = 1024;

    /** UTF-16 code units. */
    int MAX_ID_LENGTH = 64;

    /** UTF-16 code units; the name is repeated in every message that the person writes. */
    int MAX_OWNER_NAME_LENGTH = 256;

    Schema SCHEMA = Schema.anyOf(
            Schema.object()
                    .required("type", Schema.oneOf("bot"))
                    .required("token", Schema.name(MAX_SECRET_LENGTH).describe("The bot's own, or a scoped one."))
                    .optional(
                            "owner_name",
                            Schema.text(MAX_OWNER_NAME_LENGTH).orNull().describe("The person's name.")),
            Schema.object()
                    .required("type", Schema.oneOf("org_admin"))
                    .required("org_id", Schema.name(MAX_ID_LENGTH))
                    .required("org_secret", Schema.name(MAX_SECRET_LENGTH)),
            Schema.object()
                    .required("type", Schema.oneOf("super_admin"))
                    .required("admin_secret", Schema.name(MAX_SECRET_LENGTH)));

    /** Fails with {@code VALIDATION_ERROR}: first the type, then its fields. */
    static LoginRequest from(Body body) {
        JsonNode type = body.json("type");
        return switch (type != null && type.isString() ? type.stringValue() : "") {
            case "bot" -> new AsBotOwner(body.requiredString("token", MAX_SECRET_LENGTH), ownerName(body));
            case "org_admin" ->
                new AsOrgAdmin(
                        body.requiredString("org_id", MAX_ID_LENGTH),
                        body.requiredString("org_secret", MAX_SECRET_LENGTH));
            case "super_admin" -> new AsSuperAdmin(body.requiredString("admin_secret", MAX_SECRET_LENGTH));
            default -> throw HubException.invalid("type must be bot, org_admin or super_admin");
        };
    }

    private static String ownerName(Body body) {
        return body.optionalString("owner_name", MAX_OWNER_NAME_LENGTH)
                .filter(name -> !name.isEmpty())
                .orElse(null);
    }

    /**
     * Somebody who owns a bot shows its token.
     *
     * @param ownerName the person's name, or null
     */
    record AsBotOwner(String token, String ownerName) implements LoginRequest {
        @Override
        public String toString() {
            return "bot owner";
        }
    }

    record AsOrgAdmin(String orgId, String orgSecret) implements LoginRequest {
        @Override
        public String toString() {
            return "admin of org " + orgId;
        }
    }

    record AsSuperAdmin(String adminSecret) implements LoginRequest {
        @Override
        public String toString() {
            return "super admin";
        }
    }
}
