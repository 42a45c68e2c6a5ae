package dev.parley.protocol.message;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * A direct message as the inbox lists it: the message's own fields and the channel's name in one flat object.
 *
 * @param channelName null for a direct channel
 */
public record InboxMessage(
        @JsonUnwrapped DirectMessage message, @Nullable String channelName) {}
