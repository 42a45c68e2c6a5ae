package dev.parley.server.auth;

import dev.parley.protocol.HubException;
import dev.parley.server.http.Body;
import tools.jackson.databind.JsonNode;

/** What a person logs in with. Secrets are not printed. */
sealed interface LoginRequest {

    /** Fails with {@code VALIDATION_ERROR}: first the type, then its fields. */
    static LoginRequest from(Body body) {
        JsonNode type = body.json("type");
        return switch (type != null && type.isString() ? type.stringValue() : "") {
            case "bot" -> new AsBotOwner(body.requiredString("token"), ownerName(body));
            case "org_admin" -> new AsOrgAdmin(body.requiredString("org_id"), body.requiredString("org_secret"));
            case "super_admin" -> new AsSuperAdmin(body.requiredString("admin_secret"));
            default -> throw HubException.invalid("type must be bot, org_admin or super_admin");
        };
    }

    private static String ownerName(Body body) {
        return body.optionalString("owner_name").filter(name -> !name.isEmpty()).orElse(null);
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
