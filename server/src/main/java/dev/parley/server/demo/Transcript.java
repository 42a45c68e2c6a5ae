package dev.parley.server.demo;

import java.io.PrintStream;
import tools.jackson.databind.JsonNode;

/** Writes down, for people, who sent and received what. */
final class Transcript {

    /** How wide the column of names is. */
    private static final int SPEAKER = 9;

    private static final String INDENT = " ".repeat(SPEAKER + 3);
    private static final String BOLD = "1";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String CYAN = "36";

    private final PrintStream out;
    private final boolean colours;
    private int chapters;

    Transcript(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    /** Begins the next step of the story. */
    void chapter(String text) {
        chapters++;
        out.println();
        out.println(paint(BOLD, chapters + ". " + text));
    }

    /** Words of the narrator, in a paragraph of their own. */
    void note(String... lines) {
        out.println();
        for (String line : lines) {
            out.println(line);
        }
    }

    void request(String speaker, String line) {
        out.println();
        event(speaker, "->", CYAN, line);
    }

    void answer(String speaker, int status) {
        event(speaker, "<-", GREEN, String.valueOf(status));
    }

    /** The connection became a WebSocket. */
    void switched(String speaker) {
        event(speaker, "<-", GREEN, "101, from now on a WebSocket");
    }

    /** A frame the speaker sends. */
    void sent(String speaker, String type) {
        out.println();
        event(speaker, "=>", CYAN, type);
    }

    /** A frame that reaches the speaker. */
    void heard(String speaker, String type) {
        event(speaker, "<=", YELLOW, type);
    }

    /** JSON that belongs to what was written last, as {@link Excerpt} shows it. */
    void json(JsonNode value) {
        Excerpt.of(value).forEach(this::details);
    }

    /** A line that belongs to what was written last. */
    void details(String line) {
        out.println(INDENT + line);
    }

    private void event(String speaker, String arrow, String colour, String text) {
        String padding = " ".repeat(Math.max(1, SPEAKER - speaker.length()));
        out.println(paint(BOLD, speaker) + padding + paint(colour, arrow + " " + text));
    }

    private String paint(String colour, String text) {
        return colours ? "\u001b[" + colour + "m" + text + "\u001b[0m" : text;
    }
}
