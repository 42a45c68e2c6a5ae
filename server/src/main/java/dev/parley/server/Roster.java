package dev.parley.server;

import dev.parley.persistence.bot.BotChangeRepository;
import dev.parley.persistence.bot.BotRepository;
import dev.parley.persistence.bot.SqlBotChangeRepository;
import dev.parley.persistence.channel.SqlChannelRepository;
import dev.parley.persistence.member.SqlMemberRepository;
import dev.parley.persistence.thread.SqlThreadRepository;
import dev.parley.persistence.thread.ThreadRepository;
import dev.parley.server.auth.Identities;
import dev.parley.server.auth.LastSeen;
import dev.parley.server.auth.Revocations;
import dev.parley.server.bot.BotAdminRoutes;
import dev.parley.server.bot.BotAdministration;
import dev.parley.server.bot.BotDeletion;
import dev.parley.server.bot.BotRoutes;
import dev.parley.server.bot.Bots;
import dev.parley.server.bot.OwnBot;
import dev.parley.server.bot.OwnBotRoutes;
import dev.parley.server.http.Routes;
import dev.parley.server.thread.AbandonedThreads;
import dev.parley.server.thread.ThreadReading;
import dev.parley.server.workspace.WorkspaceRoutes;
import dev.parley.server.workspace.WorkspaceService;
import java.util.List;

/** The bots of an organisation once they are in: who they are, what they may do, how they go. Put together. */
final class Roster {

    private Roster() {}

    static List<Routes> routes(
            Core core, BotRepository rows, Identities identities, Revocations revocations, LastSeen lastSeen) {
        ThreadRepository threadRows = new SqlThreadRepository();
        BotChangeRepository changes = new SqlBotChangeRepository();
        Bots bots = new Bots(core.database(), rows, identities, core.presence(), lastSeen);
        OwnBot own = new OwnBot(core.journal(), rows, changes, identities, core.presence(), bots);
        BotAdministration administration =
                new BotAdministration(core.journal(), rows, changes, identities, revocations);
        BotDeletion deletion = new BotDeletion(
                core.journal(), rows, changes, new AbandonedThreads(threadRows), identities, revocations);
        ThreadReading reading = new ThreadReading(
                core.database(),
                threadRows,
                new SqlMemberRepository(),
                core.search().topics(),
                core.presence());
        return List.of(
                new BotRoutes(bots),
                new OwnBotRoutes(own, deletion),
                new BotAdminRoutes(administration, deletion),
                new WorkspaceRoutes(new WorkspaceService(
                        core.database(), bots, new SqlChannelRepository(), reading, core.presence())));
    }
}
