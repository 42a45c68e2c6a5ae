package dev.parley.server.http;

/** The forms a request's target may have. */
final class RequestTarget {

    private RequestTarget() {}

    /** Path and query of a target, which a proxy may send as a whole URL. */
    static String originForm(String target) {
        int fragment = target.indexOf('#');
        String bare = fragment < 0 ? target : target.substring(0, fragment);
        if (bare.startsWith("/")) {
            return bare;
        }
        int authority = bare.indexOf("://");
        if (authority < 0) {
            return bare;
        }
        int end = firstOf(bare, authority + 3);
        return end == bare.length() || bare.charAt(end) == '?' ? "/" + bare.substring(end) : bare.substring(end);
    }

    private static int firstOf(String url, int from) {
        for (int i = from; i < url.length(); i++) {
            if (url.charAt(i) == '/' || url.charAt(i) == '?') {
                return i;
            }
        }
        return url.length();
    }

    /** The path as if the hub were published at the root; a path outside of the prefix stays as it is. */
    static String withoutPrefix(String path, String prefix) {
        if (prefix.isEmpty() || !path.startsWith(prefix)) {
            return path;
        }
        if (path.length() == prefix.length()) {
            return "/";
        }
        return path.charAt(prefix.length()) == '/' ? path.substring(prefix.length()) : path;
    }
}
