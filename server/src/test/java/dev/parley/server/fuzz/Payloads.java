package dev.parley.server.fuzz;

import dev.parley.protocol.Json;
import dev.parley.server.client.Fields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Makes messages up: operations that are right, almost right and wrong, other JSON, and what is none. */
final class Payloads {

    private static final int LARGE = 100_000;
    private static final int DEEP = 3_000;

    private final Random random;
    private final List<Map<String, Object>> operations;

    /** @param operations valid frames, of which the others are made */
    Payloads(Random random, List<Map<String, Object>> operations) {
        this.random = random;
        this.operations = operations;
    }

    byte[] next() {
        return switch (random.nextInt(20)) {
            case 0 -> text(Json.write(operation()));
            case 1, 2, 3, 4, 5, 6, 7, 8 -> text(Json.write(mutated(operation())));
            case 9, 10, 11 -> damaged(text(Json.write(mutated(operation()))));
            case 12, 13, 14 -> text(Json.write(value(4)));
            case 15 -> text(Json.write(Fields.of("type", value(1), "ref", value(2))));
            case 16 -> bytes(random.nextInt(200));
            case 17 -> brokenText();
            case 18 -> text(nested(random.nextInt(random.nextInt(10) == 0 ? DEEP : 500)));
            default -> random.nextInt(20) == 0 ? text(Json.write("x".repeat(random.nextInt(LARGE)))) : new byte[0];
        };
    }

    private Map<String, Object> operation() {
        return new LinkedHashMap<>(operations.get(random.nextInt(operations.size())));
    }

    /** Other values for some fields, fewer fields, or more. */
    private Map<String, Object> mutated(Map<String, Object> frame) {
        List<String> names = new ArrayList<>(frame.keySet());
        names.addAll(List.of("ref", "content", "parts", "metadata", "reply_to", "expected_revision", "unknown"));
        for (int i = random.nextInt(3); i >= 0; i--) {
            String name = names.get(random.nextInt(names.size()));
            if (random.nextInt(4) == 0) {
                frame.remove(name);
            } else if (!name.equals("type") || random.nextInt(10) == 0) {
                frame.put(name, value(2));
            }
        }
        return frame;
    }

    private Object value(int depth) {
        return switch (random.nextInt(depth == 0 ? 8 : 10)) {
            case 0 -> null;
            case 1 -> random.nextBoolean();
            case 2 -> random.nextInt();
            case 3 -> random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300);
            case 4 -> "";
            case 5 -> string();
            case 6 -> operation().get("type");
            case 7 -> random.nextLong();
            case 8 ->
                IntStream.range(0, random.nextInt(4))
                        .mapToObj(i -> value(depth - 1))
                        .toList();
            default -> object(depth - 1);
        };
    }

    private Map<String, Object> object(int depth) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            fields.put(random.nextBoolean() ? "type" : string(), value(depth));
        }
        return fields;
    }

    /** Control characters, halves of surrogate pairs and whatever else a Java string can hold. */
    private String string() {
        int length = random.nextInt(random.nextInt(200) == 0 ? LARGE : 30);
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append((char) random.nextInt(random.nextInt(5) == 0 ? 0x10000 : 0x80));
        }
        return text.toString();
    }

    private static String nested(int depth) {
        return "{\"type\":\"send\",\"ref\":1,\"parts\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
    }

    private byte[] damaged(byte[] text) {
        byte[] damaged = text.clone();
        for (int i = random.nextInt(3); i >= 0 && damaged.length > 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    /** JSON with bytes in its strings that are no UTF-8: cut short, overlong, surrogates. */
    private byte[] brokenText() {
        byte[][] wrong = {
            {(byte) 0xC3},
            {(byte) 0xC0, (byte) 0xAF},
            {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
            {(byte) 0xFF},
            {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80}
        };
        String[] sides = {"{\"type\":\"send_dm\",\"ref\":7,\"to\":\"nobody\",\"content\":\"a", "b\"}"};
        byte[] start = text(sides[0]);
        byte[] middle = wrong[random.nextInt(wrong.length)];
        byte[] end = text(sides[1]);
        byte[] all = new byte[start.length + middle.length + end.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(middle, 0, all, start.length, middle.length);
        System.arraycopy(end, 0, all, start.length + middle.length, end.length);
        return all;
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
