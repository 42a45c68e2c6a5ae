package dev.parley.server.org;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.schema.Schema;
import dev.parley.server.http.Operation;

/** What the OpenAPI document says about the life of organisations. */
final class OrgLifecycleDocs {

    private static final String ROTATION = """
            The old secret is void at once, and so are all registration tickets that were not used and all sessions of
            the organisation's administrators, the caller's own included. Bots and their owners' sessions go on.
            """;

    static final Operation CHANGE = Operation.of("changeOrg", "Rename, suspend or restore an organisation")
            .describe("""
                    While an organisation is suspended everybody in it is refused with `ORG_SUSPENDED`. Suspending it closes
                    its WebSockets with 4100 and deletes its unused registration tickets; restoring it, with the status
                    `active`, does not bring them back.
                    """)
            .path("id", "The organisation.")
            .body(Schema.object()
                    .optional("status", Schema.oneOf("active", "suspended"))
                    .optional("name", Schema.name(CreateOrg.MAX_NAME)))
            .answers(OrgLifecycleRoutes.OrgState.class)
            .fails(ErrorCode.NOT_FOUND);

    static final Operation DESTROY = Operation.of("destroyOrg", "Destroy an organisation and all it has")
            .describe("""
                    There is no way back. Its WebSockets are closed with 4101, and nobody in it is known any more when this
                    is answered; what a large organisation has stored takes longer to go.
                    """)
            .path("id", "The organisation.")
            .answersEmpty(204)
            .fails(ErrorCode.NOT_FOUND);

    static final Operation ROTATE = Operation.of("rotateOrgSecret", "Give an organisation another secret")
            .describe(ROTATION)
            .path("id", "The organisation.")
            .answers(OrgLifecycleRoutes.RotatedSecret.class)
            .fails(ErrorCode.NOT_FOUND);

    static final Operation ROTATE_OWN = Operation.of("rotateOwnOrgSecret", "Give the organisation another secret")
            .describe(ROTATION)
            .answers(OrgLifecycleRoutes.RotatedSecret.class)
            .fails(ErrorCode.NOT_FOUND);

    private OrgLifecycleDocs() {}
}
