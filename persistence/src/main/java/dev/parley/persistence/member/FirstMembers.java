package dev.parley.persistence.member;

import java.util.List;

/**
 * Some live members of a topic that may have more.
 *
 * @param total how many live members the topic has
 * @param first those who came first, in this order
 */
public record FirstMembers(int total, List<Member> first) {

    /** Of a topic that nobody belongs to. */
    public static final FirstMembers NONE = new FirstMembers(0, List.of());
}
