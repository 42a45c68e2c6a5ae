package dev.parley.persistence;

/** The database refused or failed. The message may name tables and constraints; it never leaves the server. */
public final class StorageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What the caller can do about it. */
    public enum Kind {
        /** A unique key is taken: SQLSTATE 23505. */
        DUPLICATE_KEY,
        /** Two transactions met; the same work may succeed if it is run again: SQLSTATE 40001, 40P01. */
        CONFLICT,
        /** The database cannot be reached or does not answer: SQLSTATE class 08, 53, 57, or no SQLSTATE at all. */
        UNAVAILABLE,
        /** More work is waiting for a connection than is allowed to. */
        OVERLOADED,
        /** Anything else: a mistake in the statement or its values. */
        FAILED
    }

    private final Kind kind;

    public StorageException(Kind kind, Throwable cause) {
        super(kind + ": " + cause.getMessage(), cause);
        this.kind = kind;
    }

    public static StorageException ofSqlState(String sqlState, Throwable cause) {
        return new StorageException(kindOf(sqlState), cause);
    }

    public Kind kind() {
        return kind;
    }

    private static Kind kindOf(String sqlState) {
        if (sqlState == null || sqlState.startsWith("08") || sqlState.startsWith("53") || sqlState.startsWith("57")) {
            return Kind.UNAVAILABLE;
        }
        return switch (sqlState) {
            case "23505" -> Kind.DUPLICATE_KEY;
            case "40001", "40P01" -> Kind.CONFLICT;
            default -> Kind.FAILED;
        };
    }
}
