package dev.parley.protocol.event;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How an {@link Event} is called on the wire, when it is told and to whom: for clients, who read it in the AsyncAPI document. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Told {

    /** The frame's {@code type}, on which clients dispatch. */
    String as();

    /** What has happened, in one sentence. */
    String when();

    /** Whose connections receive it, in one sentence. */
    String to();
}
