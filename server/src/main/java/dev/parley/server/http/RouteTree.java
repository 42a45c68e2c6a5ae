package dev.parley.server.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the route of a path, segment by segment and without allocating more than the parameter values. */
final class RouteTree {

    private static final String[] NO_VALUES = {};

    private final Node root = new Node("");

    RouteTree(List<Route> routes) {
        for (Route route : routes) {
            Node node = root;
            for (String segment : route.segments()) {
                node = Route.isParameter(segment) ? node.variable() : node.literal(segment);
            }
            node.endpoints.put(route.method(), new Endpoint(route, List.copyOf(route.parameters())));
        }
    }

    /** The route of a raw path, or null. */
    RouteMatch find(String method, String path) {
        int end = path.length() > 1 && path.endsWith("/") ? path.length() - 1 : path.length();
        if (path.isEmpty() || path.charAt(0) != '/') {
            return null;
        }
        Search search = new Search(method.equals("HEAD") ? "GET" : method, path, end);
        Endpoint found = path.length() == 1 ? root.endpoints.get(search.method) : search.below(root, 1, 0);
        return found == null ? null : RouteMatch.of(found, search.values);
    }

    /** A route and the names its path's variable segments go by. */
    record Endpoint(Route route, List<String> parameters) {}

    private static final class Search {
        private final String method;
        private final String path;
        private final int end;
        private String[] values = NO_VALUES;

        Search(String method, String path, int end) {
            this.method = method;
            this.path = path;
            this.end = end;
        }

        /** The endpoint below {@code node} for the path from {@code start} on, {@code depth} values being known. */
        private Endpoint below(Node node, int start, int depth) {
            int slash = path.indexOf('/', start);
            int stop = slash < 0 || slash > end ? end : slash;
            if (stop == start) {
                return null;
            }
            Node literal = node.find(path, start, stop);
            Endpoint found = literal == null ? null : at(literal, stop, depth);
            if (found != null || node.variable == null) {
                return found;
            }
            found = at(node.variable, stop, depth + 1);
            if (found != null) {
                values[depth] = path.substring(start, stop);
            }
            return found;
        }

        private Endpoint at(Node node, int stop, int depth) {
            if (stop < end) {
                return below(node, stop + 1, depth);
            }
            Endpoint found = node.endpoints.get(method);
            if (found != null && depth > 0) {
                values = new String[depth];
            }
            return found;
        }
    }

    private static final class Node {
        private final String segment;
        private final List<Node> literals = new ArrayList<>();
        private final Map<String, Endpoint> endpoints = new HashMap<>();
        private Node variable;

        Node(String segment) {
            this.segment = segment;
        }

        Node variable() {
            if (variable == null) {
                variable = new Node("");
            }
            return variable;
        }

        Node literal(String name) {
            Node known = find(name, 0, name.length());
            if (known != null) {
                return known;
            }
            Node added = new Node(name);
            literals.add(added);
            return added;
        }

        /** A node has a handful of children: comparing them in place beats cutting out a key for a map. */
        Node find(String path, int start, int stop) {
            int length = stop - start;
            for (Node literal : literals) {
                if (literal.segment.length() == length && path.startsWith(literal.segment, start)) {
                    return literal;
                }
            }
            return null;
        }
    }
}
