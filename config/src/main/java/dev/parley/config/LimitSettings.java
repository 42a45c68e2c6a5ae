package dev.parley.config;

/**
 * How much a client may send.
 *
 * @param maxMessageLength in UTF-16 code units, as JavaScript counts
 * @param maxFileSizeMib of one file
 * @param fileUploadMibPerDay of all files of one organisation since midnight UTC
 */
public record LimitSettings(int maxMessageLength, int maxFileSizeMib, int fileUploadMibPerDay) {

    /** 1 TiB, far from where the number of bytes would overflow. */
    private static final int MOST_MIB = 1 << 20;

    /** A message arrives in one body, and that holds no more characters than bytes. */
    private static final Variable<Integer> MAX_MESSAGE_LENGTH = Variable.of(
                    "HXA_CONNECT_MAX_MSG_LEN",
                    Kind.number(1, HttpSettings.MAX_BODY_BYTES, "characters").unsetWhenZero(),
                    "The longest message; characters are UTF-16 code units, as JavaScript counts.")
            .byDefault("65536");

    private static final Variable<Integer> MAX_FILE_SIZE = Variable.of(
                    "HXA_CONNECT_MAX_FILE_SIZE_MB",
                    Kind.number(1, MOST_MIB, "MiB").unsetWhenZero(),
                    "The largest file.")
            .byDefault("50");

    private static final Variable<Integer> FILE_UPLOAD_PER_DAY = Variable.of(
                    "HXA_CONNECT_FILE_UPLOAD_MB_PER_DAY",
                    Kind.number(1, MOST_MIB, "MiB").unsetWhenZero(),
                    "What one organisation may upload per day, counted from 00:00 UTC.")
            .byDefault("500");

    static LimitSettings read(Reading reading) {
        return new LimitSettings(
                reading.value(MAX_MESSAGE_LENGTH), reading.value(MAX_FILE_SIZE), reading.value(FILE_UPLOAD_PER_DAY));
    }
}
