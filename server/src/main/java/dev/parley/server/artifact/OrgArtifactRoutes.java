package dev.parley.server.artifact;

import dev.parley.protocol.OrgId;
import dev.parley.protocol.StorableText;
import dev.parley.protocol.ThreadId;
import dev.parley.server.auth.Access;
import dev.parley.server.bot.OrgAdministrator;
import dev.parley.server.http.Call;
import dev.parley.server.http.Reply;
import dev.parley.server.http.Router;
import dev.parley.server.http.Routes;
import dev.parley.server.thread.ThreadIds;
import dev.parley.server.thread.ThreadReading;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** The artifacts of all threads of an organisation, for those who administer it. */
public final class OrgArtifactRoutes implements Routes {

    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 200;
    private static final String ARTIFACTS = "/api/org/threads/{id}/artifacts";

    private final ThreadReading reading;
    private final ArtifactService artifacts;
    private final ArtifactDiffs diffs;

    public OrgArtifactRoutes(ThreadReading reading, ArtifactService artifacts, ArtifactDiffs diffs) {
        this.reading = reading;
        this.artifacts = artifacts;
        this.diffs = diffs;
    }

    @Override
    public void addTo(Router router) {
        router.get(ARTIFACTS, Access.orgAdmin(), this::list, ArtifactDocs.ORG_LIST);
        router.get(ARTIFACTS + "/{key}/versions", Access.orgAdmin(), this::versions, ArtifactDocs.ORG_VERSIONS);
        router.get(ARTIFACTS + "/{key}/diff", Access.orgAdmin(), this::diff, ArtifactDocs.ORG_DIFF);
    }

    private static OrgId org(Call call) {
        return OrgAdministrator.of(call.caller(), "Thread").org();
    }

    /** Pages by key for whoever names a cursor or a limit; everybody else gets a bare array. */
    private Mono<Reply> list(Call call) {
        OrgId org = org(call);
        ThreadId thread = ThreadIds.of(call);
        Optional<String> cursor = given(call, "cursor").map(StorableText::of);
        boolean paged = cursor.isPresent() || given(call, "limit").isPresent();
        int limit = call.limit("limit", DEFAULT_LIMIT, MAX_LIMIT);
        Mono<Reply> found = Mono.defer(() -> paged
                ? artifacts.page(org, thread, cursor.orElse(""), limit).map(Reply::ok)
                : artifacts.latest(org, thread).map(Reply::ok));
        return reading.require(org, thread).then(found);
    }

    private static Optional<String> given(Call call, String parameter) {
        return call.query(parameter).filter(text -> !text.isEmpty());
    }

    private Mono<Reply> versions(Call call) {
        OrgId org = org(call);
        ThreadId thread = ThreadIds.of(call);
        return reading.require(org, thread)
                .then(Mono.defer(() -> artifacts.versions(org, thread, call.parameter("key"))))
                .map(Reply::ok);
    }

    private Mono<Reply> diff(Call call) {
        OrgId org = org(call);
        ThreadId thread = ThreadIds.of(call);
        return reading.require(org, thread).then(Mono.defer(() -> ArtifactRoutes.compared(diffs, org, thread, call)));
    }
}
