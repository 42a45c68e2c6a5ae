package dev.parley.server.ws;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.Scope;
import dev.parley.protocol.schema.Schema;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What clients may send, in the words of the server's AsyncAPI document; {@link dev.parley.server.http.Operation} is the
 * same for routes. What is true of all frames, such as their {@code ref} and the errors of a missing scope or a wrong value,
 * is not said here. Immutable; most methods give a new one.
 *
 * @param type of the frame
 * @param scope what a token must have, if it is not {@code full}; empty when every connection may send it
 * @param summary what it does, in a few words
 * @param description more, as Markdown; empty when the summary is enough
 * @param fields the object with the fields beside {@code type} and {@code ref}
 * @param ack what the result of its ack is; empty when it is never acknowledged
 * @param errors those it has of its own
 */
public record Operation(
        String type,
        Optional<Scope> scope,
        String summary,
        String description,
        Schema fields,
        Optional<Class<? extends Ack>> ack,
        Set<ErrorCode> errors) {

    /** What every connection may send. */
    public static Operation of(String type, String summary) {
        return new Operation(type, Optional.empty(), summary, "", Schema.object(), Optional.empty(), Set.of());
    }

    /** What a bot may send with that scope or {@code full}. */
    public static Operation of(String type, Scope scope, String summary) {
        return new Operation(type, Optional.of(scope), summary, "", Schema.object(), Optional.empty(), Set.of());
    }

    /** With more to read than the summary. */
    public Operation describe(String markdown) {
        return new Operation(type, scope, summary, markdown, fields, ack, errors);
    }

    /** With these fields, each with the limits the server sets. */
    public Operation takes(Schema object) {
        return new Operation(type, scope, summary, description, object, ack, errors);
    }

    /** With what its ack tells. */
    public Operation acks(Class<? extends Ack> result) {
        return new Operation(type, scope, summary, description, fields, Optional.of(result), errors);
    }

    /** May fail with these. */
    public Operation fails(ErrorCode... codes) {
        Set<ErrorCode> more = EnumSet.noneOf(ErrorCode.class);
        more.addAll(errors);
        more.addAll(List.of(codes));
        return new Operation(type, scope, summary, description, fields, ack, Set.copyOf(more));
    }
}
