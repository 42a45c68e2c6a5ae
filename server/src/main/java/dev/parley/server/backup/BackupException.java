package dev.parley.server.backup;

/** Why a command cannot do what it was asked for, in a sentence for whoever asked. */
public final class BackupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public BackupException(String message) {
        super(message);
    }

    public BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
