package dev.parley.persistence.file;

import dev.parley.protocol.BotId;
import dev.parley.protocol.FileId;
import dev.parley.protocol.OrgId;

/**
 * What is known of an uploaded file.
 *
 * @param uploader null when its bot is gone
 * @param name as the uploader called it, without directories
 * @param size in bytes
 * @param location where the store has its bytes
 * @param createdAt ms
 */
public record StoredFile(
        OrgId org,
        FileId id,
        BotId uploader,
        String name,
        String mimeType,
        long size,
        String location,
        long createdAt) {}
