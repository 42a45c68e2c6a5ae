package dev.parley.persistence.search;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Documents that were indexed together, oldest first.
 *
 * @param start the position before its first, which names it: chunks follow each other without a gap
 * @param ids of the documents, {@link #GONE} where one was removed
 */
record SearchChunk(long start, List<UUID> ids) {

    /** Documents of a chunk at most; each chunk of a segment takes that many numbers. */
    static final int SIZE = 256;

    static final UUID GONE = new UUID(0, 0);

    static SearchChunk decode(long start, byte[] stored) {
        ByteBuffer in = ByteBuffer.wrap(stored);
        List<UUID> ids = new ArrayList<>();
        while (in.hasRemaining()) {
            ids.add(new UUID(in.getLong(), in.getLong()));
        }
        return new SearchChunk(start, ids);
    }

    byte[] encode() {
        ByteBuffer out = ByteBuffer.allocate(ids.size() * 2 * Long.BYTES);
        ids.forEach(id -> out.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits()));
        return out.array();
    }

    /** The same without the documents that no longer exist. */
    SearchChunk retain(Collection<UUID> existing) {
        Set<UUID> kept = Set.copyOf(existing);
        return new SearchChunk(
                start, ids.stream().map(id -> kept.contains(id) ? id : GONE).toList());
    }

    boolean isGone() {
        return ids.stream().allMatch(GONE::equals);
    }

    /** The documents of these numbers in a segment, last first; numbers without a document are passed over. */
    static List<UUID> newest(List<SearchChunk> segment, BitSet numbers) {
        List<UUID> found = new ArrayList<>();
        int number = numbers.length() - 1;
        while (number >= 0) {
            int chunk = number / SIZE;
            int slot = number % SIZE;
            if (chunk < segment.size() && slot < segment.get(chunk).ids().size()) {
                found.add(segment.get(chunk).ids().get(slot));
            }
            number = numbers.previousSetBit(number - 1);
        }
        found.removeIf(GONE::equals);
        return found;
    }

    /** The numbers of the documents that are still there. */
    static BitSet present(List<SearchChunk> segment) {
        BitSet present = new BitSet();
        for (int chunk = 0; chunk < segment.size(); chunk++) {
            List<UUID> ids = segment.get(chunk).ids();
            for (int slot = 0; slot < ids.size(); slot++) {
                present.set(chunk * SIZE + slot, !ids.get(slot).equals(GONE));
            }
        }
        return present;
    }
}
