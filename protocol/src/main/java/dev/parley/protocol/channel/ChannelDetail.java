package dev.parley.protocol.channel;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/** One channel with its members, in one flat object. */
public record ChannelDetail(@JsonUnwrapped Channel channel, List<ChannelMember> members) {}
