package dev.parley.server.journal;

import dev.parley.protocol.OrgId;

/** Makes of a stored frame what is sent: the same at every door. */
@FunctionalInterface
public interface Rendering {

    /** Nothing but what is stored. */
    Rendering AS_STORED = (org, type, frame) -> frame;

    /**
     * What goes out.
     *
     * @param type wire name of the event
     * @param frame as the journal has it
     */
    String render(OrgId org, String type, String frame);
}
