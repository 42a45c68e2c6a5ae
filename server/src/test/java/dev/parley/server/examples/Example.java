package dev.parley.server.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The programs in {@code deploy/examples}. */
enum Example {
    POLL_CONSUMER_IN_JAVA("PollConsumer.java"),
    POLL_CONSUMER_IN_PYTHON("poll_consumer.py"),
    SSE_CONSUMER_IN_JAVA("SseConsumer.java"),
    SSE_CONSUMER_IN_PYTHON("sse_consumer.py"),
    WEBHOOK_RECEIVER_IN_JAVA("WebhookReceiver.java"),
    WEBHOOK_RECEIVER_IN_PYTHON("webhook_receiver.py");

    private static final Path FOLDER = Path.of("..", "deploy", "examples");
    private static final boolean HAS_PYTHON = hasPython();

    private final String file;

    Example(String file) {
        this.file = file;
    }

    private boolean isPython() {
        return file.endsWith(".py");
    }

    private static boolean hasPython() {
        try {
            return new ProcessBuilder("python3", "--version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** How it is run. */
    List<String> command() {
        Path program = FOLDER.resolve(file);
        if (!Files.exists(program)) {
            throw new AssertionError(program.toAbsolutePath() + " is missing");
        }
        if (isPython() && !HAS_PYTHON) {
            throw new AssertionError("Install python3: the examples in Python are not tested without it");
        }
        return List.of(
                isPython()
                        ? "python3"
                        : Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString(),
                program.toString());
    }
}
