package dev.parley.config;

/**
 * What an organisation starts out with.
 *
 * @param persistMessages its {@code persist_messages} flag; clients are shown it, nothing else follows from it
 */
public record NewOrgSettings(boolean persistMessages) {

    private static final Variable<Boolean> PERSIST_MESSAGES = Variable.of(
                    "HXA_CONNECT_PERSIST",
                    Kind.falseOnly(),
                    "The `persist_messages` flag of new organisations. Has no other effect.")
            .byDefault("true");

    static NewOrgSettings read(Reading reading) {
        return new NewOrgSettings(reading.value(PERSIST_MESSAGES));
    }
}
