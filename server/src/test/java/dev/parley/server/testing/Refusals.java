package dev.parley.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.protocol.ErrorCode;
import dev.parley.protocol.HubException;
import java.util.function.Consumer;

/** Expectations of how something is refused. */
public final class Refusals {

    private Refusals() {}

    public static Consumer<Throwable> refusedWith(ErrorCode code) {
        return error -> assertThat(error).isInstanceOfSatisfying(HubException.class, refusal -> assertThat(
                        refusal.error().code())
                .isEqualTo(code));
    }
}
