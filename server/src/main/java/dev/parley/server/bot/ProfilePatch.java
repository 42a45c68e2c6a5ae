package dev.parley.server.bot;

import dev.parley.protocol.Fields;
import dev.parley.protocol.HubException;
import dev.parley.protocol.RawJson;
import dev.parley.protocol.bot.Bot;
import dev.parley.server.http.Body;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a bot tells of itself anew: absent fields stay, null clears.
 *
 * @param body whose profile fields are checked
 */
record ProfilePatch(Body body) {

    /** Fails with {@code VALIDATION_ERROR}: for a body without any profile field, then for sizes, then for types. */
    static ProfilePatch from(Body body) {
        ProfilePatch patch = new ProfilePatch(body);
        if (patch.fields().isEmpty()) {
            throw HubException.invalid("Give at least one profile field to change, such as bio, role or status_text");
        }
        ProfileField.requireValid(body);
        return patch;
    }

    /** Wire names of the fields that are given, in the order of the contract. */
    List<String> fields() {
        return Stream.of(ProfileField.values())
                .map(ProfileField::wireName)
                .filter(body::has)
                .toList();
    }

    Bot applyTo(Bot old) {
        return new Bot(
                old.id(),
                old.orgId(),
                old.name(),
                old.authRole(),
                old.online(),
                old.lastSeenAt(),
                old.createdAt(),
                old.metadata(),
                text(ProfileField.BIO, old.bio()),
                text(ProfileField.ROLE, old.role()),
                text(ProfileField.FUNCTION, old.function()),
                text(ProfileField.TEAM, old.team()),
                texts(ProfileField.TAGS, old.tags()),
                texts(ProfileField.LANGUAGES, old.languages()),
                json(ProfileField.PROTOCOLS, old.protocols()),
                text(ProfileField.STATUS_TEXT, old.statusText()),
                text(ProfileField.TIMEZONE, old.timezone()),
                text(ProfileField.ACTIVE_HOURS, old.activeHours()),
                text(ProfileField.VERSION, old.version()),
                text(ProfileField.RUNTIME, old.runtime()),
                old.joinStatus());
    }

    private String text(ProfileField field, String old) {
        return gives(field)
                ? body.optionalString(field.wireName(), field.maxBytes()).orElse(null)
                : old;
    }

    private List<String> texts(ProfileField field, List<String> old) {
        return gives(field) ? body.optionalStrings(field.wireName()).orElse(null) : old;
    }

    private RawJson json(ProfileField field, RawJson old) {
        JsonNode value = body.json(field.wireName());
        if (!gives(field)) {
            return old;
        }
        return Fields.isNothing(value) ? null : RawJson.of(value);
    }

    private boolean gives(ProfileField field) {
        return body.has(field.wireName());
    }
}
