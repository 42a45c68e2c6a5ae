package dev.parley.persistence.search;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * Which documents of a segment contain which grams, for the grams of one bucket. Stored gram after gram: the distance from
 * the gram before, the length of its documents, and these as distances or as bits, whichever is shorter.
 */
final class GramBlock {

    private final Map<Integer, BitSet> documents = new TreeMap<>(Integer::compareUnsigned);

    void add(int gram, int document) {
        documents.computeIfAbsent(gram, first -> new BitSet()).set(document);
    }

    /** Adds another segment's documents, which are numbered from {@code offset} on. */
    void addAll(byte[] block, int offset) {
        scan(block, gram -> true, (gram, found) -> found.stream().forEach(document -> add(gram, offset + document)));
    }

    /** Forgets all other documents. */
    void retain(BitSet kept) {
        documents.values().forEach(found -> found.and(kept));
        documents.values().removeIf(BitSet::isEmpty);
    }

    byte[] encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int previous = 0;
        for (Map.Entry<Integer, BitSet> entry : documents.entrySet()) {
            byte[] distances = distances(entry.getValue());
            byte[] bits = entry.getValue().toByteArray();
            boolean asBits = bits.length < distances.length;
            byte[] shorter = asBits ? bits : distances;
            writeNumber(out, entry.getKey() - previous);
            writeNumber(out, (shorter.length << 1) | (asBits ? 1 : 0));
            out.writeBytes(shorter);
            previous = entry.getKey();
        }
        return out.toByteArray();
    }

    /** The documents with that gram. */
    static BitSet containing(byte[] block, int gram) {
        BitSet found = new BitSet();
        scan(block, stored -> stored == gram, (stored, documents) -> found.or(documents));
        return found;
    }

    /** The documents with that unit anywhere. */
    static BitSet containingUnit(byte[] block, char unit) {
        BitSet found = new BitSet();
        scan(block, stored -> stored >>> 16 == unit, (stored, documents) -> found.or(documents));
        return found;
    }

    private static void scan(byte[] block, IntPredicate wanted, Visitor visitor) {
        ByteBuffer in = ByteBuffer.wrap(block);
        int gram = 0;
        while (in.hasRemaining()) {
            gram += readNumber(in);
            int head = readNumber(in);
            int end = in.position() + (head >>> 1);
            if (wanted.test(gram)) {
                visitor.visit(gram, documents(in, end, (head & 1) == 1));
            }
            in.position(end);
        }
    }

    private static BitSet documents(ByteBuffer in, int end, boolean asBits) {
        if (asBits) {
            return BitSet.valueOf(in.slice(in.position(), end - in.position()));
        }
        BitSet found = new BitSet();
        int document = -1;
        while (in.position() < end) {
            document += readNumber(in);
            found.set(document);
        }
        return found;
    }

    private static byte[] distances(BitSet found) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int previous = -1;
        for (int document = found.nextSetBit(0); document >= 0; document = found.nextSetBit(document + 1)) {
            writeNumber(out, document - previous);
            previous = document;
        }
        return out.toByteArray();
    }

    /** Seven bits a byte, the lowest first; every byte but the last has its top bit set. */
    private static void writeNumber(ByteArrayOutputStream out, int number) {
        int rest = number;
        while ((rest & ~0x7F) != 0) {
            out.write((rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    private static int readNumber(ByteBuffer in) {
        int number = 0;
        int shift = 0;
        byte next;
        do {
            next = in.get();
            number |= (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        return number;
    }

    private interface Visitor {
        void visit(int gram, BitSet documents);
    }
}
