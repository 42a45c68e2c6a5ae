package dev.parley.server;

import dev.parley.persistence.artifact.ArtifactRepository;
import dev.parley.persistence.artifact.SqlArtifactRepository;
import dev.parley.persistence.channel.ChannelRepository;
import dev.parley.persistence.member.MemberRepository;
import dev.parley.persistence.message.MessageRepository;
import dev.parley.persistence.thread.JoinRequestRepository;
import dev.parley.persistence.thread.SqlJoinRequestRepository;
import dev.parley.persistence.thread.SqlThreadRepository;
import dev.parley.persistence.thread.ThreadRepository;
import dev.parley.server.artifact.ArtifactDiffs;
import dev.parley.server.artifact.ArtifactOperations;
import dev.parley.server.artifact.ArtifactRoutes;
import dev.parley.server.artifact.ArtifactService;
import dev.parley.server.artifact.OrgArtifactRoutes;
import dev.parley.server.bot.LaneBots;
import dev.parley.server.http.Routes;
import dev.parley.server.journal.Journal;
import dev.parley.server.limit.RateLimits;
import dev.parley.server.message.MessageHistory;
import dev.parley.server.org.OrgSettingsCache;
import dev.parley.server.thread.JoinDecisions;
import dev.parley.server.thread.JoinRequestRoutes;
import dev.parley.server.thread.JoinRequests;
import dev.parley.server.thread.Joining;
import dev.parley.server.thread.LaneThreads;
import dev.parley.server.thread.OrgThreadChanges;
import dev.parley.server.thread.OrgThreadParticipants;
import dev.parley.server.thread.OrgThreadRoutes;
import dev.parley.server.thread.ParticipantOperations;
import dev.parley.server.thread.ParticipantRoutes;
import dev.parley.server.thread.ThreadChanges;
import dev.parley.server.thread.ThreadCreation;
import dev.parley.server.thread.ThreadMembership;
import dev.parley.server.thread.ThreadMessageRoutes;
import dev.parley.server.thread.ThreadMessages;
import dev.parley.server.thread.ThreadOperations;
import dev.parley.server.thread.ThreadParticipants;
import dev.parley.server.thread.ThreadPermissions;
import dev.parley.server.thread.ThreadReading;
import dev.parley.server.thread.ThreadRoutes;
import dev.parley.server.ws.Operations;
import java.util.List;

/** Threads and what is made in them, put together. */
record Threads(List<Routes> routes, List<Operations.Feature> operations) {

    static Threads build(
            Core core,
            OrgSettingsCache settings,
            RateLimits limits,
            LaneBots bots,
            ChannelRepository channels,
            MemberRepository members,
            MessageRepository messageRows) {
        Journal journal = core.journal();
        ThreadRepository threadRows = new SqlThreadRepository();
        JoinRequestRepository requestRows = new SqlJoinRequestRepository();
        LaneThreads threads = new LaneThreads(threadRows, members);
        ThreadPermissions permissions = new ThreadPermissions(settings);
        ThreadMembership membership = new ThreadMembership(threads, members, requestRows);
        int maxLength = core.settings().limits().maxMessageLength();

        ThreadCreation creation = new ThreadCreation(journal, limits, threads, bots, channels);
        ThreadReading reading = new ThreadReading(
                core.database(), threadRows, members, core.search().topics(), core.presence());
        JoinRequests requests = new JoinRequests(requestRows);
        JoinDecisions decisions =
                new JoinDecisions(journal, threads, bots, permissions, membership, requests, requestRows);
        ThreadChanges changes = new ThreadChanges(journal, threads, permissions, requests);
        ThreadParticipants participants = new ThreadParticipants(journal, threads, bots, permissions, membership);
        Joining joining = new Joining(journal, threads, bots, requests, membership);
        ThreadMessages messages = new ThreadMessages(journal, limits, threads, permissions, messageRows, maxLength);
        MessageHistory history = new MessageHistory(core.database(), messageRows);
        OrgThreadChanges orgChanges = new OrgThreadChanges(journal, threads, bots);
        OrgThreadParticipants orgParticipants = new OrgThreadParticipants(journal, threads, bots, membership);
        ArtifactRepository artifactRows = new SqlArtifactRepository();
        ArtifactService artifacts =
                new ArtifactService(journal, core.database(), threads, permissions, reading, artifactRows);
        ArtifactDiffs diffs = new ArtifactDiffs(core.database(), artifactRows);
        return new Threads(
                List.of(
                        new ThreadRoutes(creation, reading, changes),
                        new ParticipantRoutes(participants, joining),
                        new JoinRequestRoutes(decisions),
                        new ThreadMessageRoutes(messages, reading, history),
                        new OrgThreadRoutes(reading, history, orgChanges, orgParticipants),
                        new ArtifactRoutes(reading, artifacts, diffs),
                        new OrgArtifactRoutes(reading, artifacts, diffs)),
                List.of(
                        new ThreadOperations(creation, changes, messages),
                        new ParticipantOperations(participants, joining),
                        new ArtifactOperations(artifacts)));
    }
}
