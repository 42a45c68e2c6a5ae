package dev.parley.server.workspace;

import dev.parley.protocol.Page;
import dev.parley.protocol.bot.Bot;
import dev.parley.protocol.thread.ThreadListing;

/** What a bot has before it: itself, its direct channels, its threads; the latest activity first. */
record Workspace(Bot bot, Page<DirectView> dms, Page<ThreadListing> threads) {}
