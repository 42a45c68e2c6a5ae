package dev.parley.server.file;

import dev.parley.protocol.BotId;
import dev.parley.protocol.FileId;
import dev.parley.protocol.OrgId;

/** A file that has passed the checks of its content. {@code size} in bytes. */
record NewFile(OrgId org, BotId uploader, FileId id, String name, FileType type, long size) {}
