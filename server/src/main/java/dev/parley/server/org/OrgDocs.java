package dev.parley.server.org;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.org.OrgSettings;
import dev.parley.server.http.Operation;
import java.util.List;

/** What the OpenAPI document says about organisations and their settings. */
final class OrgDocs {

    static final Operation CREATE = Operation.of("createOrg", "Found an organisation")
            .describe("Its secret is shown this once: whoever has it administers the organisation.")
            .body(CreateOrg.SCHEMA)
            .answers(OrgRoutes.CreatedOrg.class);

    static final Operation LIST = Operation.of("listOrgs", "Every organisation, the oldest first")
            .describe("`bot_count` counts every bot, those that wait for approval too.")
            .answers(List.class, OrgRoutes.ListedOrg.class);

    static final Operation OWN = Operation.of("getOrg", "The caller's organisation")
            .answers(OrgRoutes.OwnOrg.class)
            .fails(ErrorCode.NOT_FOUND, ErrorCode.ORG_CONTEXT_REQUIRED);

    static final Operation SETTINGS = Operation.of("getOrgSettings", "What the organisation's administrators decided")
            .answers(OrgSettings.class);

    static final Operation CHANGE_SETTINGS = Operation.of("changeOrgSettings", "Change some settings")
            .describe("Fields that are left out stay as they are. All are checked before any is changed.")
            .body(SettingsPatch.SCHEMA)
            .answers(OrgSettings.class)
            .fails(ErrorCode.ORG_CONTEXT_REQUIRED);

    private OrgDocs() {}
}
