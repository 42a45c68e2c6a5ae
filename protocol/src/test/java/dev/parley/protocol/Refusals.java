package dev.parley.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Checks of what a client is told when it is refused. */
public final class Refusals {

    private Refusals() {}

    /** That {@code call} is a {@code VALIDATION_ERROR} whose sentence contains {@code words}. */
    public static void assertInvalid(ThrowingCallable call, String... words) {
        HubException refusal = catchThrowableOfType(HubException.class, call);
        assertThat(refusal).as("refusal").isNotNull();
        assertThat(refusal.error().code()).isEqualTo(ErrorCode.VALIDATION_ERROR);
        assertThat(refusal.error().message()).contains(words);
    }
}
